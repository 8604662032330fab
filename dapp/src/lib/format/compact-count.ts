/** A count that fits a card: `7,310`, `18.4k`, `1.2M`. */
export function compactCount(count: number): string {
  if (count < 10_000) return count.toLocaleString('en-GB');
  if (count < 100_000) return `${floorTo(count / 1000)}k`;
  if (count < 1_000_000) return `${Math.floor(count / 1000)}k`;
  return count < 1_000_000_000 ? `${floorTo(count / 1_000_000)}M` : `${floorTo(count / 1_000_000_000)}B`;
}

function floorTo(value: number): string {
  return (Math.floor(value * 10) / 10).toFixed(1);
}
