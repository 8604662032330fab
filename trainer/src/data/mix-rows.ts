/**
 * Chooses training rows so that datasets stand to each other as their weights say. No row is taken twice: the dataset
 * that runs out first sets how many there are. Of each dataset the first rows of the order are taken.
 *
 * @param order Training rows in their order.
 * @param datasetOf Which dataset a row is of, from 0.
 * @param weights One a dataset, above zero.
 * @param maxRows At most this many over all.
 */
export function mixRows(
  order: readonly number[],
  datasetOf: (row: number) => number,
  weights: readonly number[],
  maxRows = Infinity,
): number[] {
  const counts = weights.map(() => 0);
  for (const row of order) counts[datasetOf(row)]! += 1;
  const all = weights.reduce((a, b) => a + b, 0);
  const possible = weights.map((weight, i) => Math.floor((counts[i]! * all) / weight));
  const room = quotas(weights, Math.min(maxRows, ...possible));
  return order.filter((row) => room[datasetOf(row)]!-- > 0);
}

/** Whole numbers that sum to `total` and stand to each other as the weights: the largest remainders are rounded up. */
function quotas(weights: readonly number[], total: number): number[] {
  const all = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (total * weight) / all);
  const whole = exact.map(Math.floor);
  const remainders = exact.map((share, i) => share - whole[i]!);
  const order = weights.map((_, i) => i).sort((a, b) => remainders[b]! - remainders[a]! || a - b);
  const missing = total - whole.reduce((a, b) => a + b, 0);
  for (const i of order.slice(0, missing)) whole[i]! += 1;
  return whole;
}
