/**
 * Rows of a q or k projection in the model's order. llama.cpp interleaves the two halves of each head so that rotary
 * pairs are neighbours: its row 2j + half of a head is the model's row half * headDim / 2 + j.
 */
export function deinterleaveRows<Values extends Float32Array | Uint8Array>(
  values: Values,
  rows: number,
  headDim: number,
): Values {
  const out = values.slice() as Values;
  const columns = values.length / rows;
  const half = headDim / 2;
  for (let row = 0; row < rows; row++) {
    const inHead = row % headDim;
    const source = row - inHead + 2 * (inHead % half) + Math.floor(inHead / half);
    out.set(values.subarray(source * columns, (source + 1) * columns), row * columns);
  }
  return out;
}
