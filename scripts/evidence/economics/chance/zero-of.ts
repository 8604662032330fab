/** Where a falling function crosses zero, by halving; an end of the range where it does not cross. */
export function zeroOf([from, to]: readonly [number, number], falling: (value: number) => number): number {
  let [low, high] = [from, to];
  if (falling(low) <= 0) return low;
  if (falling(high) > 0) return high;
  while (high - low > 1e-5 * (to - from)) {
    const middle = (low + high) / 2;
    if (falling(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
