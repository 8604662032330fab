/** Tokens in a metered unit. */
const UNIT_TOKENS = 1_000;

/** Metered units in tokens, e.g. `2,000 tokens`. */
export function tokenUnits(units: number): string {
  return `${(units * UNIT_TOKENS).toLocaleString('en-GB')} tokens`;
}
