import type { Call } from '../core/call.ts';
import { slash } from '../nodes/lock.ts';
import type { Credit } from '../treasury/credit.ts';
import { releaseEscrow } from '../treasury/escrow.ts';
import { REASON } from '../treasury/reason.ts';
import { endAudits, freeBond } from './end-job.ts';
import type { Job } from './job.ts';
import { STATE, VERDICT } from './job.ts';
import { bondOf, priceOf, worthOf } from './job-facts.ts';

/** Ends a job whose result was refuted: a requester who has not paid is refunded, one who has is compensated. */
export function refute(call: Call, jobId: bigint, job: Job, credits: readonly Credit[]): void {
  const { requester, payment } = job.terms;
  const isPaid = job.state === STATE.Settled;
  const bond = bondOf(call.world, job);
  const left = bond - credits.reduce((sum, { amount }) => sum + amount, 0n);
  const loss = isPaid ? worthOf(call.world, job.terms, priceOf(job)) : 0n;
  const compensation = loss < left ? loss : left;
  const refund = isPaid ? 0n : payment.maxPrice;
  if (!isPaid) job.state = STATE.Refunded;
  decide(job, VERDICT.Refuted);
  const unspent = endAudits(call, jobId, job);
  giveBack(call, jobId, job, refund + unspent);
  const parts = [...credits, { account: requester, amount: compensation, reason: REASON.Slash }];
  slash(call, job.node, jobId, bond, parts);
  call.emit('escrow', 'JobRefuted', { jobId, requester, node: job.node, refund, compensation });
  call.emit('escrow', 'BondSlashed', { jobId, node: job.node, bond });
}

/** Ends a job without fault: a requester who has not paid is refunded, the bond is free. */
export function voidJob(call: Call, jobId: bigint, job: Job): void {
  const { requester, payment } = job.terms;
  const isPaid = job.state === STATE.Settled;
  const refund = isPaid ? 0n : payment.maxPrice;
  if (!isPaid) job.state = STATE.Void;
  decide(job, VERDICT.Void);
  const unspent = endAudits(call, jobId, job);
  giveBack(call, jobId, job, refund + unspent);
  call.emit('escrow', 'JobVoided', { jobId, requester, node: job.node, refund });
  freeBond(call, jobId, job);
}

function decide(job: Job, verdict: bigint): void {
  job.bondLocked = false;
  job.review.verdict = verdict;
  job.review.openDisputes -= 1n;
}

function giveBack(call: Call, jobId: bigint, { terms }: Job, amount: bigint): void {
  const back = { account: terms.requester, amount, reason: REASON.JobRefund };
  releaseEscrow(call, terms.payment.currency, jobId, [back]);
}
