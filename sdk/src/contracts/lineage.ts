/** An ancestor's part of every sale of a work. */
export type LineageShare = { assetId: bigint; bps: number };

const LANES = 4;
const LANE_BITS = 64n;
const LANE_MASK = (1n << LANE_BITS) - 1n;

/** Reads packed ancestors: eight lanes of `assetId << 16 | bps`, an empty lane ends the list. */
export function unpackLineage(words: readonly bigint[]): LineageShare[] {
  return words
    .flatMap((word) =>
      Array.from({ length: LANES }, (_, lane) => (word >> (BigInt(lane) * LANE_BITS)) & LANE_MASK),
    )
    .filter((lane) => lane !== 0n)
    .map((lane) => ({ assetId: lane >> 16n, bps: Number(lane & 0xffffn) }));
}
