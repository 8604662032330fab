import { createHash } from 'node:crypto';

/** The hash of the transaction by which something happened to an asset. */
export function transactionHash(assetNumber: number, index: number): string {
  return `0x${createHash('sha256').update(`${assetNumber}/${index}`).digest('hex')}`;
}
