import type { TypedDataDefinition } from 'viem';
import type { Deployment } from '../deployment.ts';
import type { Receipt } from './contract-types.ts';

const TYPES = {
  Receipt: [
    { name: 'licenseId', type: 'uint256' },
    { name: 'account', type: 'address' },
    { name: 'server', type: 'address' },
    { name: 'units', type: 'uint64' },
  ],
} as const;

/** What the account of a receipt signs (EIP-712): good on one chain, for one market. */
export function receiptTypedData(
  { chainId, addresses }: Deployment,
  receipt: Receipt,
): TypedDataDefinition<typeof TYPES, 'Receipt'> {
  return {
    domain: {
      name: 'Cultivar License Market',
      version: '1',
      chainId,
      verifyingContract: addresses.licenseMarket,
    },
    types: TYPES,
    primaryType: 'Receipt',
    message: receipt,
  };
}
