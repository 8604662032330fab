import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import { NOBODY } from '../core/hex.ts';
import { book, held } from '../core/ledger.ts';
import { requireRole } from '../core/require-role.ts';
import { pairKey } from '../core/world.ts';

/** Sends a part of the caller's credit to anyone. */
export function withdraw(call: Call, currency: Hex, recipient: Hex, amount: bigint): void {
  send(call, call.from, currency, recipient, amount);
}

/** Sends a part of the protocol's fees, by the governor. */
export function withdrawFees(call: Call, currency: Hex, recipient: Hex, amount: bigint): void {
  requireRole(call, 'governor');
  send(call, call.env.at.treasury, currency, recipient, amount);
}

/** Lists a token or takes it from the list; money that is inside stays free to leave. */
export function allowCurrency(call: Call, currency: Hex, allowed: boolean): void {
  requireRole(call, 'governor');
  if (call.refused) return;
  call.world.treasury.allowed.set(currency, allowed);
  call.emit('treasury', 'CurrencyAllowed', { currency, allowed });
}

function send(call: Call, account: Hex, currency: Hex, recipient: Hex, amount: bigint): void {
  const { credits } = call.world.treasury;
  const key = pairKey(account, currency);
  const credit = held(credits, key);
  call.require(recipient !== NOBODY, 'Treasury_ZeroRecipient');
  call.require(amount <= credit, 'Treasury_InsufficientCredit', account, currency, credit, amount);
  if (call.refused) return;
  book(credits, key, -amount);
  const purse = currency === NOBODY ? call.world.native : call.world.tokens.get(currency)!.balances;
  book(purse, call.env.at.treasury, -amount);
  book(purse, recipient, amount);
  if (currency !== NOBODY) {
    call.emit(currency, 'Transfer', { from: call.env.at.treasury, to: recipient, value: amount });
  }
  call.emit('treasury', 'Withdrawn', { account, currency, recipient, amount });
}
