import type { Deployment } from '@cultivar/sdk';
import { licenseMarketAbi } from '@cultivar/sdk/abi';
import type { Hex } from '@cultivar/sdk/spec';
import type { Wallet } from '../indexed-market.ts';

/** Moves a licence from its owner to somebody else. @returns the transaction's hash. */
export function giveLicense(
  { addresses }: Deployment,
  from: Wallet,
  to: Hex,
  licenseId: bigint,
): Promise<Hex> {
  return from.writeContract({
    abi: licenseMarketAbi,
    address: addresses.licenseMarket,
    functionName: 'transferFrom',
    args: [from.account.address, to, licenseId],
  });
}
