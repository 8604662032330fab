import { concat, hashTypedData, numberToHex } from 'viem';
import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import { book, held } from '../core/ledger.ts';
import { pairKey } from '../core/world.ts';
import type { Permit } from './offer.ts';

const PERMIT = [
  { name: 'owner', type: 'address' },
  { name: 'spender', type: 'address' },
  { name: 'value', type: 'uint256' },
  { name: 'nonce', type: 'uint256' },
  { name: 'deadline', type: 'uint256' },
] as const;

/**
 * EIP-2612: the caller lets the treasury take tokens by a signature; one that does not hold is passed over.
 *
 * @returns what takes it back, should the call be refused after all.
 */
export function permit(call: Call, currency: Hex, { value, deadline, v, r, s }: Permit): () => void {
  const { from, env, world } = call;
  const token = world.tokens.get(currency);
  const signature = concat([r, s, numberToHex(v, { size: 1 })]);
  const hash = permitHash(call, currency, value, deadline);
  // A token asks whose key has signed; a wallet has none.
  const holds = env.now <= deadline && !env.wallets.has(from) && env.hasSigned(from, hash, signature);
  if (token === undefined || !token.permits || !holds) return () => undefined;
  const key = pairKey(from, env.at.treasury);
  const before = held(token.allowances, key);
  token.allowances.set(key, value);
  book(token.nonces, from, 1n);
  call.emit(currency, 'Approval', { owner: from, spender: env.at.treasury, value });
  return () => {
    token.allowances.set(key, before);
    book(token.nonces, from, -1n);
  };
}

/** What the holder of tokens signs for a permit to the treasury. */
export const permitHash = ({ env, world, from }: Call, currency: Hex, value: bigint, deadline: bigint): Hex =>
  hashTypedData({
    domain: { name: 'Test', version: '1', chainId: env.chainId, verifyingContract: currency },
    types: { Permit: PERMIT },
    primaryType: 'Permit',
    message: {
      owner: from,
      spender: env.at.treasury,
      value,
      nonce: held(world.tokens.get(currency)?.nonces ?? new Map(), from),
      deadline,
    },
  });
