/** Euclidean length of a vector, summed in order in double precision. */
export function globalNorm(vector: Float32Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return Math.sqrt(sum);
}
