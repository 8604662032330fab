/**
 * Chance that `hits` of `draws` things drawn without replacement are among the `marked` of `total`.
 *
 * A product of ratios, so that large classes neither overflow nor lose digits.
 */
export function hypergeometric(hits: number, draws: number, marked: number, total: number): number {
  const misses = draws - hits;
  const unmarked = total - marked;
  if (hits < 0 || misses < 0 || hits > marked || misses > unmarked) return 0;
  let chance = 1;
  for (let i = 0; i < draws; i++) {
    const fromMarked = i < hits;
    const left = fromMarked ? marked - i : unmarked - (i - hits);
    const orders = fromMarked ? (draws - i) / (hits - i) : 1;
    chance *= (orders * left) / (total - i);
  }
  return chance;
}
