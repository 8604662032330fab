import type { DataFormat } from './data-format.ts';

const PROMPTS = ['prompt', 'question', 'instruction', 'input', 'query', 'user', 'problem'];
const COMPLETIONS = ['completion', 'answer', 'response', 'output', 'solution', 'assistant', 'chosen'];

/** Columns that name a row rather than say something. */
const LABELS = /^(id|uuid|name|index|idx|source|split|url|.*_id)$/i;

/** What the rows of a dataset most likely hold, going by the first one; its owner may say otherwise. */
export function guessFormat(first: Record<string, unknown>): DataFormat {
  const names = Object.keys(first);
  const has = (...wanted: string[]) => wanted.every((name) => names.includes(name));
  const system = has('system') ? { system: 'system' } : {};
  if (has('chosen', 'rejected')) {
    const prompt = named(names, PROMPTS);
    return { name: 'preference', ...(prompt ? { prompt } : {}), chosen: 'chosen', rejected: 'rejected' };
  }
  for (const field of names) {
    const [turn] = Array.isArray(first[field]) ? (first[field] as unknown[]) : [];
    if (typeof turn !== 'object' || turn === null) continue;
    if ('role' in turn && 'content' in turn)
      return { name: 'messages', field, ...(has('tools') ? { tools: 'tools' } : {}) };
    if ('from' in turn && 'value' in turn) return { name: 'sharegpt', field };
  }
  if (has('instruction', 'input', 'output'))
    return { name: 'alpaca', instruction: 'instruction', input: 'input', output: 'output', ...system };
  const said = names.filter((name) => typeof first[name] === 'string' && !LABELS.test(name));
  const asked = named(names, PROMPTS);
  const prompt = asked ?? said[0] ?? names[0] ?? 'text';
  const completion = named(names, COMPLETIONS) ?? said.find((name) => name !== prompt && name !== 'system');
  if (completion === undefined) return { name: 'text', field: prompt };
  if (asked === undefined && has('text')) return { name: 'text', field: 'text' };
  return { name: 'prompt-completion', prompt, completion, ...system };
}

function named(names: readonly string[], wanted: readonly string[]): string | undefined {
  for (const word of wanted) {
    const found = names.find((name) => name.toLowerCase() === word);
    if (found !== undefined) return found;
  }
  return undefined;
}
