import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import { book } from '../core/ledger.ts';
import { pairKey } from '../core/world.ts';

/** An amount that an account may withdraw from now on, and why. */
export type Credit = { account: Hex; amount: bigint; reason: bigint; assetId?: bigint };

/** Credits an account; nothing is said of nothing. */
export function credit(call: Call, currency: Hex, source: bigint, to: Credit): void {
  const { account, amount, reason, assetId = 0n } = to;
  if (amount === 0n) return;
  book(call.world.treasury.credits, pairKey(account, currency), amount);
  call.emit('treasury', 'Credited', { account, currency, reason, source, assetId, amount });
}
