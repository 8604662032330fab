const BYTES = 31;

/** A word of 256 voucher numbers that no other voucher has: 248 random bits. */
export function randomWord(): bigint {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return bytes.reduce((word, byte) => (word << 8n) + BigInt(byte), 0n);
}
