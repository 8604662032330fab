/** SHA-256 over parts that come one after the other. Text counts as UTF-8. */
export type Sha256Hasher = {
  update(part: Uint8Array | string): Sha256Hasher;
  digest(): Uint8Array;
};
