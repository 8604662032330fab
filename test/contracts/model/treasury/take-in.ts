import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import { NOBODY } from '../core/hex.ts';
import { book, held } from '../core/ledger.ts';
import { pairKey } from '../core/world.ts';

/** Notes what would stop the caller from paying `amount` of an allow-listed token; a native payment comes as value. */
export function requirePayable(call: Call, currency: Hex, amount: bigint): void {
  if (currency === NOBODY || amount === 0n) return;
  const { balances, allowances } = call.world.tokens.get(currency)!;
  const spender = call.env.at.treasury;
  const allowance = held(allowances, pairKey(call.from, spender));
  const balance = held(balances, call.from);
  call.require(allowance >= amount, 'ERC20InsufficientAllowance', spender, allowance, amount);
  call.require(balance >= amount, 'ERC20InsufficientBalance', call.from, balance, amount);
}

/** Moves `amount` from the caller to the treasury; of a token, nothing is not moved at all. */
export function takeIn(call: Call, currency: Hex, amount: bigint): void {
  const to = call.env.at.treasury;
  if (currency === NOBODY) {
    book(call.world.native, call.from, -amount);
    book(call.world.native, to, amount);
    return;
  }
  if (amount === 0n) return;
  const { balances, allowances } = call.world.tokens.get(currency)!;
  const pair = pairKey(call.from, to);
  if (held(allowances, pair) !== UNLIMITED) book(allowances, pair, -amount);
  book(balances, call.from, -amount);
  book(balances, to, amount);
  call.emit(currency, 'Transfer', { from: call.from, to, value: amount });
}

/** An allowance that is never used up. */
const UNLIMITED = 2n ** 256n - 1n;
