import type { Address, Hex } from 'viem';
import type { Wallet } from './contract.ts';
import type { JobRequest } from './job-request.ts';
import type { Protocol } from './protocol.ts';

/** `IJobEscrow.Quote`. */
export type Quote = {
  node: Address;
  requester: Address;
  specDigest: Hex;
  class: Hex;
  currency: Address;
  price: bigint;
  runTime: number;
  expiresAt: number;
};

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

/** The quote that stands behind a request, for its requester alone. */
export function quoteFor(p: Protocol, { work, payment }: JobRequest, expiresAt: number): Quote {
  return {
    node: work.targetNode,
    requester: p.accounts.requester.account.address,
    specDigest: work.specDigest,
    class: work.class,
    currency: payment.currency,
    price: payment.maxPrice,
    runTime: work.runTime,
    expiresAt,
  };
}

/** Where and for whom a signature is made; for this escrow on this chain unless a test says otherwise. */
export type Domain = { chainId?: number; verifyingContract?: Address };

/** Signs a quote by EIP-712. */
export function signQuote(p: Protocol, signer: Wallet, quote: Quote, domain: Domain = {}): Promise<Hex> {
  return signer.signTypedData({
    account: signer.account,
    domain: {
      name: 'Cultivar JobEscrow',
      version: '1',
      chainId: p.deployment.chainId,
      verifyingContract: p.escrow.address,
      ...domain,
    },
    types: TYPES,
    primaryType: 'Quote',
    message: quote,
  });
}
