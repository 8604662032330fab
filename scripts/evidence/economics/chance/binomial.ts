/** Chance of exactly `hits` in `tries` independent tries that each succeed with `chance`. */
export function binomial(hits: number, tries: number, chance: number): number {
  if (hits < 0 || hits > tries) return 0;
  let ways = 1;
  for (let i = 0; i < hits; i++) ways = (ways * (tries - i)) / (i + 1);
  return ways * chance ** hits * (1 - chance) ** (tries - hits);
}
