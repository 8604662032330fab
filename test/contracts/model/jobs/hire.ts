import { hashTypedData } from 'viem';
import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import type { Env } from '../core/env.ts';
import { NOBODY } from '../core/hex.ts';
import type { JobRequest, Quote } from './job.ts';
import { request } from './request.ts';

const QUOTE = [
  { name: 'node', type: 'address' },
  { name: 'requester', type: 'address' },
  { name: 'specDigest', type: 'bytes32' },
  { name: 'class', type: 'bytes32' },
  { name: 'currency', type: 'address' },
  { name: 'price', type: 'uint128' },
  { name: 'runTime', type: 'uint32' },
  { name: 'expiresAt', type: 'uint40' },
] as const;

/** Requests a job from a node at the price that it has quoted. */
export function hire(call: Call, job: JobRequest, quote: Quote, signature: Hex): void {
  const hash = quoteHash(call.env, quote);
  const { work, payment } = job;
  const fits =
    quote.node === work.targetNode &&
    (quote.requester === NOBODY || quote.requester === call.from) &&
    quote.specDigest === work.specDigest &&
    quote.class === work.class &&
    quote.runTime === work.runTime &&
    quote.currency === payment.currency &&
    quote.price === payment.minPrice &&
    quote.price === payment.maxPrice;
  call.require(fits, 'JobEscrow_QuoteMismatch', hash);
  call.require(call.env.now < quote.expiresAt, 'JobEscrow_QuoteExpired', quote.expiresAt);
  const signed = call.env.hasSigned(quote.node, hash, signature);
  call.require(signed, 'JobEscrow_InvalidQuoteSignature', quote.node, hash);
  const jobId = request(call, job);
  if (jobId !== undefined) call.emit('escrow', 'JobQuoted', { jobId, node: quote.node, quoteHash: hash });
}

/** The EIP-712 hash that the node of a quote signs. */
export const quoteHash = ({ chainId, at }: Pick<Env, 'chainId' | 'at'>, quote: Quote): Hex =>
  hashTypedData({
    domain: { name: 'Cultivar JobEscrow', version: '1', chainId, verifyingContract: at.escrow },
    types: { Quote: QUOTE },
    primaryType: 'Quote',
    message: quote as never,
  });
