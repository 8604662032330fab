/** A line through values as an SVG path in a box; more points than `buckets` keep the least and most of each bucket. */
export function sparkPath(
  values: readonly number[],
  box: { width: number; height: number },
  total = values.length,
  buckets = 240,
): string {
  if (values.length === 0) return '';
  const lowest = Math.min(...values);
  const highest = Math.max(...values);
  const span = highest - lowest || Math.abs(highest) || 1;
  const flat = highest === lowest;
  const x = (index: number) => (index / Math.max(1, total - 1)) * box.width;
  const y = (value: number) => (flat ? box.height / 2 : 2 + (1 - (value - lowest) / span) * (box.height - 4));
  return extremes(values, buckets)
    .map((index, at) => `${at === 0 ? 'M' : 'L'}${x(index).toFixed(1)} ${y(values[index]!).toFixed(1)}`)
    .join('');
}

/** Indices that are drawn: all of them, or first, lowest and highest of each bucket, so that no spike is lost. */
function extremes(values: readonly number[], buckets: number): number[] {
  if (values.length <= buckets * 2) return values.map((_, index) => index);
  const kept = new Set([0, values.length - 1]);
  const size = values.length / buckets;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor(bucket * size);
    const to = Math.floor((bucket + 1) * size);
    let [low, high] = [from, from];
    for (let index = from; index < to; index++) {
      if (values[index]! < values[low]!) low = index;
      if (values[index]! > values[high]!) high = index;
    }
    kept.add(low).add(high);
  }
  return [...kept].sort((a, b) => a - b);
}
