/**
 * Exponential moving average with bias correction, so that the first values are not pulled towards zero.
 *
 * @param factor From 0 (the values themselves) to just under 1 (very smooth).
 * @throws RangeError when `factor` is outside [0, 1).
 */
export function smooth(values: readonly number[], factor: number): number[] {
  if (!(factor >= 0 && factor < 1)) throw new RangeError(`smooth: factor ${factor} is outside [0, 1)`);
  let average = 0;
  let weight = 1;
  return values.map((value) => {
    average = factor * average + (1 - factor) * value;
    weight *= factor;
    return average / (1 - weight);
  });
}
