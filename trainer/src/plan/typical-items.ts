/**
 * So many items, one from the middle of each equal part of their order by length: together they are as long as all are,
 * nearly.
 *
 * @param lengths Of each item; there is at least one.
 */
export function typicalItems<T>(items: readonly T[], lengths: readonly number[], count: number): T[] {
  const order = items.map((_, i) => i).sort((a, b) => lengths[a]! - lengths[b]!);
  return Array.from(
    { length: count },
    (_, part) => items[order[Math.floor(((part + 0.5) * order.length) / count)]!]!,
  );
}
