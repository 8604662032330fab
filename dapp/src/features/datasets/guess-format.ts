import type { DataFormat } from '@cultivar/sdk/spec';

const PROMPTS = ['prompt', 'question', 'instruction', 'input', 'query', 'user', 'problem'];
const COMPLETIONS = ['completion', 'answer', 'response', 'output', 'solution', 'assistant', 'chosen'];

/** How the rows of a dataset most likely become conversations, going by the first one; its owner may say otherwise. */
export function guessFormat(first: Record<string, unknown>): DataFormat {
  const names = Object.keys(first);
  for (const field of names) {
    const [turn] = Array.isArray(first[field]) ? (first[field] as unknown[]) : [];
    if (typeof turn !== 'object' || turn === null) continue;
    if ('role' in turn && 'content' in turn) return { name: 'messages', field };
    if ('from' in turn && 'value' in turn) return { name: 'sharegpt', field };
  }
  const prompt = named(names, PROMPTS) ?? names[0] ?? 'prompt';
  const completion =
    named(names, COMPLETIONS) ?? names.find((name) => name !== prompt && name !== 'system') ?? 'completion';
  return {
    name: 'prompt-completion',
    prompt,
    completion,
    ...(names.includes('system') && { system: 'system' }),
  };
}

function named(names: readonly string[], wanted: readonly string[]): string | undefined {
  for (const word of wanted) {
    const found = names.find((name) => name.toLowerCase() === word);
    if (found !== undefined) return found;
  }
  return undefined;
}
