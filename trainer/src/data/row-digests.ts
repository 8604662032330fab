/** Bytes of sha256 that tell two contents apart; among two million, a chance meeting has odds of 1 in 10^26. */
const BYTES = 16;

/** Digests of many rows, side by side in one block of memory. */
export type RowDigests = {
  readonly length: number;
  /** @param digest sha256 of the row's content. */
  push(digest: Uint8Array): void;
  /** A text that is equal for equal digests. */
  at(place: number): string;
};

/** No digests yet. */
export function rowDigests(): RowDigests {
  let block = new Uint8Array(1024 * BYTES);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(digest) {
      if (length * BYTES === block.length) {
        const larger = new Uint8Array(2 * block.length);
        larger.set(block);
        block = larger;
      }
      block.set(digest.subarray(0, BYTES), length * BYTES);
      length += 1;
    },
    at(place) {
      return String.fromCharCode(...block.subarray(place * BYTES, (place + 1) * BYTES));
    },
  };
}
