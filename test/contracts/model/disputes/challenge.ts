import type { Hex } from 'viem';
import { pad } from 'viem';
import type { Call } from '../core/call.ts';
import { NOBODY, NO_DIGEST } from '../core/hex.ts';
import type { Job, Submission, Terms } from '../jobs/job.ts';
import { MODE } from '../jobs/job.ts';
import { isPrivate, windowEnd } from '../jobs/job-facts.ts';
import { classOf } from '../nodes/class-of.ts';
import { holdEscrow } from '../treasury/escrow.ts';
import { accuse, createDispute, openDispute } from './accuse.ts';
import { DELIVERY, disputeKey, KIND, PHASE } from './dispute.ts';
import { disputeParameters, findLive } from './find.ts';
import { blockAfter } from './seed.ts';
import { leafHash } from './trace-tree.ts';

/** What a juror says besides the delivery's digest when the delivery is right. */
export const RIGHT: Hex = pad('0x01', { size: 32 });

/** Disputes a leaf; the value sent is the challenge bond. */
export function challenge(
  call: Call,
  jobId: bigint,
  terms: Terms,
  submission: Submission,
  index: bigint,
): void {
  const job = findLive(call, jobId, terms, submission);
  if (job === undefined) return;
  const { mode, segments } = terms.work;
  call.require(mode === MODE.Audit, 'Disputes_NotDisputable', jobId, job.state, mode);
  call.require(index < segments, 'Disputes_UnknownLeaf', jobId, index, segments);
  requireDisputable(call, jobId, job, index);
  if (call.refused) return;
  accuse(call, jobId, terms, index, false);
  holdEscrow(call, NOBODY, call.value);
}

/** Disputes the delivery of a private result, by its requester. */
export function challengeDelivery(
  call: Call,
  jobId: bigint,
  terms: Terms,
  submission: Submission,
  key: Hex,
): void {
  const job = findLive(call, jobId, terms, submission);
  if (job === undefined) return;
  const { requester } = terms;
  call.require(call.from === requester, 'Disputes_NotRequester', jobId, call.from, requester);
  call.require(isPrivate(terms), 'Disputes_NothingDelivered', jobId);
  requireDisputable(call, jobId, job, DELIVERY);
  if (call.refused) return;
  const leaf = leafHash(jobId, DELIVERY, submission.deliveryDigest, RIGHT);
  const seedBlock = blockAfter(call, disputeParameters(call, terms).seedDelay);
  createDispute(call, jobId, terms, DELIVERY, leaf, {
    phase: PHASE.Drawing,
    phaseEndsAt: 0n,
    seedBlock,
    fromStake: false,
  });
  const about = { jobId, index: DELIVERY };
  const facts = {
    challenger: call.from,
    kind: KIND.Delivery,
    bond: call.value,
    fromStake: false,
    openingEndsAt: 0n,
  };
  call.emit('disputes', 'ChallengeOpened', { ...about, ...facts });
  call.emit('disputes', 'DeliveryKeyRevealed', { jobId, key });
  const nothing = { stateBefore: NO_DIGEST, sealBefore: NO_DIGEST, exportSeal: NO_DIGEST };
  call.emit('disputes', 'LeavesOpened', { ...about, leaf, ...nothing, seedBlock });
  openDispute(call, jobId);
  holdEscrow(call, NOBODY, call.value);
}

function requireDisputable(call: Call, jobId: bigint, job: Job, index: bigint): void {
  const { terms } = job;
  const endedAt = windowEnd(call.world, job);
  call.require(call.env.now < endedAt, 'Disputes_WindowOver', jobId, endedAt);
  const { isProof, status } = classOf(call.world, terms.work.class);
  call.require(isProof, 'Disputes_ClassNotSlashable', terms.work.class, status);
  const { challengeBond } = disputeParameters(call, terms);
  call.require(call.value === challengeBond, 'Disputes_WrongBond', challengeBond, call.value);
  const isNew = !call.world.disputes.disputes.has(disputeKey(jobId, index));
  call.require(isNew, 'Disputes_AlreadyChallenged', jobId, index);
}
