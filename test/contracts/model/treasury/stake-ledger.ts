import { NOBODY } from '../core/hex.ts';
import type { Call } from '../core/call.ts';
import type { Credit } from './credit.ts';
import { credit } from './credit.ts';
import { BURNT } from './burnt.ts';
import { REASON } from './reason.ts';
import { takeIn } from './take-in.ts';

/** Adds the caller's value to the stakes. */
export function holdStake(call: Call): void {
  takeIn(call, NOBODY, call.value);
  call.world.treasury.staked += call.value;
}

/** Turns a part of the stakes into credits and burns what they leave. */
export function slashStake(call: Call, jobId: bigint, amount: bigint, credits: readonly Credit[]): void {
  call.world.treasury.staked -= amount;
  let rest = amount;
  for (const part of credits) {
    rest -= part.amount;
    credit(call, NOBODY, jobId, part);
  }
  credit(call, NOBODY, jobId, { account: BURNT, amount: rest, reason: REASON.Burn });
}
