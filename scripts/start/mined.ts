import type { Hash, PublicClient, TransactionReceipt } from 'viem';

/** A transaction was mined and reverted. */
export class TransactionRevertedError extends Error {
  override readonly name = 'TransactionRevertedError';
  readonly hash: Hash;

  constructor(what: string, hash: Hash) {
    super(`${what} reverted in transaction ${hash}`);
    this.hash = hash;
  }
}

/**
 * Waits until a transaction is mined.
 *
 * @param what is named in the error
 * @throws TransactionRevertedError
 */
export async function mined(
  reader: PublicClient,
  what: string,
  sent: Promise<Hash>,
): Promise<TransactionReceipt> {
  const hash = await sent;
  const receipt = await reader.waitForTransactionReceipt({ hash, timeout: 60_000 });
  if (receipt.status !== 'success') throw new TransactionRevertedError(what, hash);
  return receipt;
}
