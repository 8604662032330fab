/** Bytes of sha256 that tell two contents apart; among two million, a chance meeting has odds of 1 in 10^26. */
const BYTES = 16;

/** Digests of many rows, side by side in memory. */
export type RowDigests = {
  readonly length: number;
  /** @param digest sha256 of the row's content. */
  push(digest: Uint8Array): void;
  /** A text that is equal for equal digests. */
  at(place: number): string;
};

/** Digests in one piece of memory. */
const PIECE = 1 << 14;

/** No digests yet. They are never moved, so that a large dataset's are not in memory twice while they grow. */
export function rowDigests(): RowDigests {
  const pieces: Uint8Array[] = [];
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(digest) {
      if (length === pieces.length * PIECE) pieces.push(new Uint8Array(PIECE * BYTES));
      pieces.at(-1)!.set(digest.subarray(0, BYTES), (length % PIECE) * BYTES);
      length += 1;
    },
    at(place) {
      const at = (place % PIECE) * BYTES;
      return String.fromCharCode(...pieces[Math.floor(place / PIECE)]!.subarray(at, at + BYTES));
    },
  };
}
