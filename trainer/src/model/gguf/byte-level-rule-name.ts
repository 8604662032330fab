import { BYTE_LEVEL_RULES } from './byte-level-rule.ts';

/** Settings that change nothing about the tokens. */
const IDLE = new Set(['trim_offsets']);

/** The name that llama.cpp has for how a byte-level tokenizer prepares and cuts a text; undefined for an unknown way. */
export function byteLevelRuleName(normalizer: unknown, preTokenizer: unknown): string | undefined {
  const wanted = comparable(normalizer ?? null, preTokenizer);
  return Object.entries(BYTE_LEVEL_RULES).find(
    ([, rule]) => comparable(rule.normalizer ?? null, rule.preTokenizer) === wanted,
  )?.[0];
}

function comparable(...parts: unknown[]): string {
  return JSON.stringify(parts, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const entries = Object.entries(value).filter(([key]) => !IDLE.has(key));
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
