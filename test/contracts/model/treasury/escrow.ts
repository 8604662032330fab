import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import { book } from '../core/ledger.ts';
import type { Credit } from './credit.ts';
import { credit } from './credit.ts';
import { takeIn } from './take-in.ts';

/** Takes `amount` from the caller into escrow. */
export function holdEscrow(call: Call, currency: Hex, amount: bigint): void {
  takeIn(call, currency, amount);
  book(call.world.treasury.escrowed, currency, amount);
}

/** Books credits out of escrow. */
export function releaseEscrow(call: Call, currency: Hex, jobId: bigint, credits: readonly Credit[]): void {
  for (const part of credits) {
    book(call.world.treasury.escrowed, currency, -part.amount);
    credit(call, currency, jobId, part);
  }
}
