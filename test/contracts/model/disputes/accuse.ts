import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import { NO_DIGEST } from '../core/hex.ts';
import type { Terms } from '../jobs/job.ts';
import { STATE } from '../jobs/job.ts';
import { classOf } from '../nodes/class-of.ts';
import type { Dispute } from './dispute.ts';
import { disputeKey, OUTCOME, PHASE } from './dispute.ts';
import { disputeParameters, kindOf } from './find.ts';

/** Opens a dispute about a leaf; the node has to open it now. */
export function accuse(call: Call, jobId: bigint, terms: Terms, index: bigint, fromStake: boolean): void {
  const { openingWindow, challengeBond } = disputeParameters(call, terms);
  const openingEndsAt = call.env.now + openingWindow;
  const begun = { phase: PHASE.Opening, phaseEndsAt: openingEndsAt, seedBlock: 0n, fromStake };
  createDispute(call, jobId, terms, index, NO_DIGEST, begun);
  const kind = kindOf(index, terms.work.segments);
  const facts = { jobId, index, challenger: call.from, kind, bond: challengeBond, fromStake, openingEndsAt };
  call.emit('disputes', 'ChallengeOpened', facts);
  openDispute(call, jobId);
}

/** Writes a new dispute of the caller. */
export function createDispute(
  call: Call,
  jobId: bigint,
  terms: Terms,
  index: bigint,
  leaf: Hex,
  begun: Pick<Dispute, 'phase' | 'phaseEndsAt' | 'seedBlock' | 'fromStake'>,
): void {
  call.world.disputes.disputes.set(disputeKey(jobId, index), {
    ...begun,
    jury: { challenger: call.from, leaf, first: [], second: [] },
    outcome: OUTCOME.None,
    round: 0n,
    reseeded: false,
    revealed: new Set(),
    openedAt: call.env.now,
    revealEndsAt: 0n,
    ticketCount: BigInt(classOf(call.world, terms.work.class).tickets.length),
  });
}

/** Counts a new dispute; an unpaid job is disputed from the first on. */
export function openDispute(call: Call, jobId: bigint): void {
  const job = call.world.jobs.jobs.get(jobId)!;
  job.review.openDisputes += 1n;
  if (job.state !== STATE.Submitted) return;
  job.state = STATE.Disputed;
  call.emit('escrow', 'JobDisputed', { jobId });
}

/** Counts a dispute that ended without a verdict against the result. */
export function closeDispute(call: Call, jobId: bigint): void {
  const job = call.world.jobs.jobs.get(jobId)!;
  job.review.openDisputes -= 1n;
  if (job.state !== STATE.Disputed || job.review.openDisputes > 0n) return;
  job.state = STATE.Submitted;
  call.emit('escrow', 'JobUndisputed', { jobId });
}
