import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import { same } from '../core/same.ts';
import type { Job, ParameterVersion, Submission, Terms } from '../jobs/job.ts';
import { versionOf } from '../jobs/job-facts.ts';
import type { Dispute, Jury } from './dispute.ts';
import { disputeKey, KIND, PHASE } from './dispute.ts';

/** The job whose result was handed in under these terms; notes that there is none. */
export function findSubmitted(
  call: Call,
  jobId: bigint,
  terms: Terms,
  submission: Submission,
): Job | undefined {
  const job = call.world.jobs.jobs.get(jobId);
  const matches = job?.submission !== undefined && same(job.terms, terms) && same(job.submission, submission);
  call.require(matches, 'Disputes_TermsMismatch', jobId);
  return matches ? job : undefined;
}

/** The same, where its result still stands to be judged: its node's bond is locked. */
export function findLive(call: Call, jobId: bigint, terms: Terms, submission: Submission): Job | undefined {
  const job = findSubmitted(call, jobId, terms, submission);
  if (job !== undefined)
    call.require(job.bondLocked, 'Disputes_NotDisputable', jobId, job.state, terms.work.mode);
  return job;
}

/** The dispute in the phase that the call needs; notes that it is in another. */
export function findDispute(call: Call, jobId: bigint, index: bigint, phase: bigint): Dispute | undefined {
  const dispute = call.world.disputes.disputes.get(disputeKey(jobId, index));
  const current = dispute?.phase ?? PHASE.None;
  call.require(current === phase, 'Disputes_WrongPhase', jobId, index, current, phase);
  return current === phase ? dispute : undefined;
}

/** Notes a jury that is not the one of the dispute. */
export function requireJury(call: Call, jobId: bigint, index: bigint, dispute: Dispute, jury: Jury): void {
  call.require(same(dispute.jury, jury), 'Disputes_JuryMismatch', jobId, index);
}

/** Notes that the time for the call has passed. */
export function requireBefore(call: Call, jobId: bigint, index: bigint, end: bigint): void {
  call.require(call.env.now < end, 'Disputes_TooLate', jobId, index, end);
}

/** Parameters of audits and disputes that hold for a job. */
export const disputeParameters = (call: Call, terms: Terms): ParameterVersion['disputes'] =>
  versionOf(call.world, terms).disputes;

/** What a leaf is. */
export function kindOf(index: bigint, segments: bigint): bigint {
  if (index === 0n) return KIND.Init;
  return index === segments - 1n ? KIND.Export : KIND.Step;
}

/** The jury of the dispute's round. */
export const sitting = ({ round, jury }: Dispute): readonly Hex[] =>
  round === 1n ? jury.first : jury.second;
