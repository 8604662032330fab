const WORD_BITS = 8n;
const LAST = 255n;

/**
 * A number for a seller's next voucher. Numbers go up within a word of 256, which share a slot of the market's
 * storage: the first use of a word costs its buyer some 17,000 gas more than the others.
 *
 * @param known Numbers of earlier vouchers, newest first.
 * @param randomWord Chooses a word that nobody has used: one of 248 bits.
 */
export function nextNonce(known: readonly bigint[], randomWord: () => bigint): bigint {
  const newest = known[0];
  if (newest !== undefined) {
    const word = newest >> WORD_BITS;
    const highest = known.filter((nonce) => nonce >> WORD_BITS === word).reduce((a, b) => (a > b ? a : b));
    if ((highest & LAST) < LAST) return highest + 1n;
  }
  return randomWord() << WORD_BITS;
}
