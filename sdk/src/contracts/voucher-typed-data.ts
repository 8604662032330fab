import type { TypedDataDefinition } from 'viem';
import type { Deployment } from '../deployment.ts';
import type { Voucher } from './contract-types.ts';

const TYPES = {
  Voucher: [
    { name: 'offerId', type: 'uint256' },
    { name: 'recipient', type: 'address' },
    { name: 'quantity', type: 'uint32' },
    { name: 'price', type: 'uint128' },
    { name: 'expiresAt', type: 'uint40' },
    { name: 'nonce', type: 'uint256' },
  ],
} as const;

/** What the seller of a voucher signs (EIP-712): good on one chain, for one market. */
export function voucherTypedData(
  { chainId, addresses }: Deployment,
  voucher: Voucher,
): TypedDataDefinition<typeof TYPES, 'Voucher'> {
  return {
    domain: {
      name: 'Cultivar License Market',
      version: '1',
      chainId,
      verifyingContract: addresses.licenseMarket,
    },
    types: TYPES,
    primaryType: 'Voucher',
    message: voucher,
  };
}
