import type { Call } from '../core/call.ts';
import { requireRunning } from '../core/pausing.ts';
import { NOBODY, NO_DIGEST } from '../core/hex.ts';
import { classOf, isOpen } from '../nodes/class-of.ts';
import { freeStake } from '../nodes/lock.ts';
import type { Submission, Terms } from './job.ts';
import { STATE } from './job.ts';
import { bondFor, isPrivate, priceAt, versionOf, windowEnd } from './job-facts.ts';
import { findJob } from './find-job.ts';
import { refundAll } from './refund-all.ts';

/** Takes an open job back. */
export function cancel(call: Call, jobId: bigint, terms: Terms): void {
  const job = findJob(call, jobId, { state: STATE.Open, terms });
  const endsAt = terms.requestedAt + terms.payment.claimWindow;
  const may = call.from === terms.requester || call.env.now >= endsAt;
  call.require(may, 'JobEscrow_ClaimWindowOpen', jobId, endsAt);
  if (call.refused || job === undefined) return;
  job.state = STATE.Canceled;
  const refund = refundAll(call, jobId, job);
  call.emit('escrow', 'JobCanceled', { jobId, requester: terms.requester, caller: call.from, refund });
}

/** Claims an open job for the calling node. */
export function claim(call: Call, jobId: bigint, terms: Terms): void {
  const { now } = call.env;
  const job = findJob(call, jobId, { state: STATE.Open, terms });
  const endedAt = terms.requestedAt + terms.payment.claimWindow;
  call.require(now < endedAt, 'JobEscrow_ClaimWindowOver', jobId, endedAt);
  const { targetNode } = terms.work;
  const open = targetNode === NOBODY || targetNode === call.from;
  call.require(open, 'JobEscrow_NotTargetNode', jobId, call.from, targetNode);
  if (job === undefined || versionOf(call.world, terms) === undefined) return;
  const price = priceAt(terms, now);
  const bond = bondFor(call.world, terms, price);
  requireLockable(call, terms, bond);
  if (call.refused) return;
  call.world.nodes.nodes.get(call.from)!.locked += bond;
  Object.assign(job, { state: STATE.Claimed, node: call.from, claimedAt: now, bondLocked: true });
  const deadline = now + terms.work.runTime;
  call.emit('escrow', 'JobClaimed', { jobId, node: call.from, price, bond, claimedAt: now, deadline });
}

/** Hands in the result. */
export function submit(call: Call, jobId: bigint, terms: Terms, submission: Submission): void {
  const { now, block } = call.env;
  const job = findJob(call, jobId, { state: STATE.Claimed, terms });
  if (job === undefined) return;
  const deadline = job.claimedAt + terms.work.runTime;
  call.require(call.from === job.node, 'JobEscrow_NotAssignedNode', jobId, call.from, job.node);
  call.require(now < deadline, 'JobEscrow_DeadlinePassed', jobId, deadline);
  const { resultDigest, traceRoot, deliveryDigest } = submission;
  call.require(resultDigest !== NO_DIGEST && traceRoot !== NO_DIGEST, 'JobEscrow_ZeroDigest');
  const delivered = (deliveryDigest !== NO_DIGEST) === isPrivate(terms);
  call.require(delivered, 'JobEscrow_InvalidDelivery', jobId, deliveryDigest);
  if (call.refused) return;
  Object.assign(job, { state: STATE.Submitted, submittedAt: now, submission });
  const { audits } = terms.work;
  job.review.openAudits = audits;
  if (audits > 0n) {
    job.review.seedBlock = block + versionOf(call.world, terms).disputes.seedDelay;
    job.review.ticketCount = BigInt(classOf(call.world, terms.work.class).tickets.length);
  }
  const windowEndsAt = windowEnd(call.world, job);
  call.emit('escrow', 'JobSubmitted', { jobId, node: call.from, submission, submittedAt: now, windowEndsAt });
}

function requireLockable(call: Call, { work }: Terms, bond: bigint): void {
  requireRunning(call, 'nodes');
  const nodeClass = classOf(call.world, work.class);
  call.require(isOpen(nodeClass), 'NodeRegistry_ClassNotOpen', work.class, nodeClass.status);
  const serving = nodeClass.members.get(call.from)?.serving === true;
  call.require(serving, 'NodeRegistry_ClassNotServed', call.from, work.class);
  const node = call.world.nodes.nodes.get(call.from);
  if (node === undefined) call.refuse('NodeRegistry_NotRegistered', call.from);
  const free = node === undefined ? 0n : freeStake(node);
  const { minStake } = call.world.nodes;
  const stake = node?.stake ?? 0n;
  call.require(stake >= minStake, 'NodeRegistry_StakeBelowMinimum', call.from, stake, minStake);
  call.require(free >= bond, 'NodeRegistry_InsufficientStake', call.from, free, bond);
}
