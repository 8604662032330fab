import type { TypedDataDefinition } from 'viem';
import type { Deployment } from '../deployment.ts';
import type { Quote } from './contract-types.ts';

const TYPES = {
  Quote: [
    { name: 'node', type: 'address' },
    { name: 'requester', type: 'address' },
    { name: 'specDigest', type: 'bytes32' },
    { name: 'class', type: 'bytes32' },
    { name: 'currency', type: 'address' },
    { name: 'price', type: 'uint128' },
    { name: 'runTime', type: 'uint32' },
    { name: 'expiresAt', type: 'uint40' },
  ],
} as const;

/** What the node of a quote signs (EIP-712): good on one chain, for one escrow. */
export function quoteTypedData(
  { chainId, addresses }: Deployment,
  quote: Quote,
): TypedDataDefinition<typeof TYPES, 'Quote'> {
  return {
    domain: { name: 'Cultivar JobEscrow', version: '1', chainId, verifyingContract: addresses.jobEscrow },
    types: TYPES,
    primaryType: 'Quote',
    message: quote,
  };
}
