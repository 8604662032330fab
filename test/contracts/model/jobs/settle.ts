import type { Call } from '../core/call.ts';
import { share } from '../core/share.ts';
import { slash } from '../nodes/lock.ts';
import { REASON } from '../treasury/reason.ts';
import { releaseEscrow } from '../treasury/escrow.ts';
import type { Job, Submission, Terms } from './job.ts';
import { STATE } from './job.ts';
import { auditsEnd, bondOf, priceOf, versionOf, windowEnd } from './job-facts.ts';
import { findJob } from './find-job.ts';
import { endAudits, freeBond } from './end-job.ts';
import { refundAll } from './refund-all.ts';

/** Pays the node at once, by the requester; the bond stays. */
export function accept(call: Call, jobId: bigint, terms: Terms, submission: Submission): void {
  const job = findJob(call, jobId, { state: STATE.Submitted, terms, submission });
  call.require(call.from === terms.requester, 'JobEscrow_NotRequester', jobId, call.from, terms.requester);
  if (call.refused || job === undefined) return;
  call.emit('escrow', 'JobAccepted', { jobId, requester: call.from });
  pay(call, jobId, job, 0n);
}

/** Pays the node and frees its bond, after window, audits and disputes. */
export function finalize(call: Call, jobId: bigint, terms: Terms, submission: Submission): void {
  const job = findJob(call, jobId, { state: STATE.Submitted, terms, submission });
  if (job === undefined) return;
  requireUndisturbed(call, jobId, job);
  if (call.refused) return;
  pay(call, jobId, job, endAudits(call, jobId, job));
  freeBond(call, jobId, job);
}

/** Frees the bond of an accepted job, after window, audits and disputes. */
export function releaseBond(call: Call, jobId: bigint, terms: Terms, submission: Submission): void {
  const job = findJob(call, jobId, { state: STATE.Settled, terms, submission });
  if (job === undefined) return;
  call.require(job.bondLocked, 'JobEscrow_BondNotLocked', jobId);
  requireUndisturbed(call, jobId, job);
  if (call.refused) return;
  const amount = endAudits(call, jobId, job);
  const back = { account: terms.requester, amount, reason: REASON.JobRefund };
  releaseEscrow(call, terms.payment.currency, jobId, [back]);
  freeBond(call, jobId, job);
}

/** After a missed deadline: refunds the requester and burns the bond. */
export function expire(call: Call, jobId: bigint, terms: Terms): void {
  const job = findJob(call, jobId, { state: STATE.Claimed, terms });
  if (job === undefined) return;
  const deadline = job.claimedAt + terms.work.runTime;
  call.require(call.env.now >= deadline, 'JobEscrow_DeadlineNotReached', jobId, deadline);
  if (call.refused) return;
  const bond = bondOf(call.world, job);
  Object.assign(job, { state: STATE.Refunded, bondLocked: false });
  const refund = refundAll(call, jobId, job);
  slash(call, job.node, jobId, bond, []);
  call.emit('escrow', 'JobRefunded', { jobId, requester: terms.requester, node: job.node, refund });
  call.emit('escrow', 'BondSlashed', { jobId, node: job.node, bond });
}

function requireUndisturbed(call: Call, jobId: bigint, job: Job): void {
  const { now } = call.env;
  const { openAudits, openDisputes } = job.review;
  const [endsAt, auditsEndAt] = [windowEnd(call.world, job), auditsEnd(call.world, job)];
  call.require(now >= endsAt, 'JobEscrow_ChallengeWindowOpen', jobId, endsAt);
  call.require(openDisputes === 0n, 'JobEscrow_DisputesOpen', jobId, openDisputes);
  const audited = openAudits === 0n || now >= auditsEndAt;
  call.require(audited, 'JobEscrow_AuditsOpen', jobId, openAudits, auditsEndAt);
}

/** Pays the node; `unspent` audit fees go back with what the claim left of the highest price. */
function pay(call: Call, jobId: bigint, job: Job, unspent: bigint): void {
  const { payment, requester } = job.terms;
  const price = priceOf(job);
  const fee = share(price, versionOf(call.world, job.terms).jobs.feeBps);
  const refund = payment.maxPrice - price;
  job.state = STATE.Settled;
  releaseEscrow(call, payment.currency, jobId, [
    { account: job.node, amount: price - fee, reason: REASON.JobPayment },
    { account: call.env.at.treasury, amount: fee, reason: REASON.ProtocolFee },
    { account: requester, amount: refund + unspent, reason: REASON.JobRefund },
  ]);
  call.emit('escrow', 'JobSettled', { jobId, node: job.node, paid: price - fee, fee, refund });
}
