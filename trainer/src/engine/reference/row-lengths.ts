import { combine, matrix, product } from './matrix.ts';
import type { Matrix } from './matrix.ts';

/** The length of each row of W + scale · B·A, as a matrix of one row. */
export function rowLengths(weight: Matrix, a: Matrix, b: Matrix, scale: number): Matrix {
  const changed = combine((value, change) => value + scale * change, weight, product(b, a));
  const lengths = matrix(1, changed.rows);
  for (let row = 0; row < changed.rows; row++) {
    const values = changed.data.subarray(row * changed.columns, (row + 1) * changed.columns);
    lengths.data[row] = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  }
  return lengths;
}
