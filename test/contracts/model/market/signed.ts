import { hashTypedData, recoverAddress } from 'viem';
import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';

void recoverAddress;

const TYPES = {
  Voucher: [
    { name: 'offerId', type: 'uint256' },
    { name: 'recipient', type: 'address' },
    { name: 'quantity', type: 'uint32' },
    { name: 'price', type: 'uint128' },
    { name: 'expiresAt', type: 'uint40' },
    { name: 'nonce', type: 'uint256' },
  ],
  Receipt: [
    { name: 'licenseId', type: 'uint256' },
    { name: 'account', type: 'address' },
    { name: 'server', type: 'address' },
    { name: 'units', type: 'uint64' },
  ],
} as const;

/** What the market's signatures are about: the EIP-712 hash of a voucher or a receipt. */
export const marketHash = (
  { env }: Pick<Call, 'env'>,
  primaryType: 'Voucher' | 'Receipt',
  message: Record<string, unknown>,
): Hex =>
  hashTypedData({
    domain: {
      name: 'Cultivar License Market',
      version: '1',
      chainId: env.chainId,
      verifyingContract: env.at.market,
    },
    types: TYPES,
    primaryType,
    message,
  } as never);
