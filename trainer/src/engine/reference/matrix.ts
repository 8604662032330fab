/** A matrix in double precision, row by row. The reference is written to be read, not to be fast. */
export type Matrix = { rows: number; columns: number; data: Float64Array };

/** A matrix of zeros, or of `data`. */
export function matrix(rows: number, columns: number, data?: ArrayLike<number>): Matrix {
  return { rows, columns, data: data ? Float64Array.from(data) : new Float64Array(rows * columns) };
}

/** `a · b`. */
export function product(a: Matrix, b: Matrix): Matrix {
  const c = matrix(a.rows, b.columns);
  for (let i = 0; i < a.rows; i++) {
    for (let k = 0; k < a.columns; k++) {
      const factor = a.data[i * a.columns + k]!;
      for (let j = 0; j < b.columns; j++) c.data[i * b.columns + j]! += factor * b.data[k * b.columns + j]!;
    }
  }
  return c;
}

/** The matrix with rows and columns exchanged. */
export function transposed(a: Matrix): Matrix {
  const b = matrix(a.columns, a.rows);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.columns; j++) b.data[j * a.rows + i] = a.data[i * a.columns + j]!;
  }
  return b;
}

/** Combines matrices of one shape element by element. */
export function combine(f: (...values: number[]) => number, first: Matrix, ...others: Matrix[]): Matrix {
  const data = first.data.map((value, i) => f(value, ...others.map((other) => other.data[i]!)));
  return { ...first, data };
}

/** Columns `from` to `from + count`. */
export function columnsOf(a: Matrix, from: number, count: number): Matrix {
  const b = matrix(a.rows, count);
  for (let i = 0; i < a.rows; i++) {
    b.data.set(a.data.subarray(i * a.columns + from, i * a.columns + from + count), i * count);
  }
  return b;
}

/** Adds `part` to the columns of `a` from `from` on, in place. */
export function addToColumns(a: Matrix, from: number, part: Matrix): void {
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < part.columns; j++) {
      a.data[i * a.columns + from + j]! += part.data[i * part.columns + j]!;
    }
  }
}
