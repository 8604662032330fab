import type { Hex } from 'viem';
import type { Call } from './core/call.ts';
import { NOBODY } from './core/hex.ts';
import { book } from './core/ledger.ts';
import { pairKey } from './core/world.ts';

/** Gives an account new tokens. */
export function mint(call: Call, token: Hex, account: Hex, amount: bigint): void {
  book(call.world.tokens.get(token)!.balances, account, amount);
  call.emit(token, 'Transfer', { from: NOBODY, to: account, value: amount });
}

/** Lets somebody take tokens of the caller. */
export function approve(call: Call, token: Hex, spender: Hex, amount: bigint): void {
  call.world.tokens.get(token)!.allowances.set(pairKey(call.from, spender), amount);
  call.emit(token, 'Approval', { owner: call.from, spender, value: amount });
}
