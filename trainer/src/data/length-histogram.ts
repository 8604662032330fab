/** Rows of `from` to `to` tokens, both included. */
export type LengthBin = { from: number; to: number; rows: number };

const BINS = 10;

/**
 * How many rows are how long, in at most ten stretches of equal width over the whole range.
 *
 * @param lengths Tokens of each row, ascending; at least one.
 */
export function lengthHistogram(lengths: readonly number[]): LengthBin[] {
  const [least, most] = [lengths[0]!, lengths.at(-1)!];
  const width = Math.ceil((most - least + 1) / BINS);
  const bins = Array.from({ length: Math.ceil((most - least + 1) / width) }, (_, i) => {
    const from = least + i * width;
    return { from, to: Math.min(most, from + width - 1), rows: 0 };
  });
  for (const length of lengths) bins[Math.floor((length - least) / width)]!.rows += 1;
  return bins;
}
