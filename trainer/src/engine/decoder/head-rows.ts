/** Rows of a matrix one after another. @param width Values of a row. */
export function gatherRows(source: Float32Array, rows: readonly number[], width: number): Float32Array {
  const data = new Float32Array(rows.length * width);
  rows.forEach((row, i) => data.set(source.subarray(row * width, (row + 1) * width), i * width));
  return data;
}

/** Puts rows where they belong in `target`, each value times `factor`. */
export function scatterRows(
  source: Float32Array,
  rows: readonly number[],
  width: number,
  target: Float32Array,
  factor: number,
): void {
  rows.forEach((row, i) => {
    for (let j = 0; j < width; j++) target[row * width + j] = source[i * width + j]! * factor;
  });
}
