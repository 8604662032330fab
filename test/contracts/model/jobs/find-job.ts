import { same } from '../core/same.ts';
import type { Call } from '../core/call.ts';
import type { Job, Submission, Terms } from './job.ts';
import { STATE } from './job.ts';

/** The job in the state that the call needs, by its right terms (and submission); notes what is wrong otherwise. */
export function findJob(
  call: Call,
  jobId: bigint,
  wanted: { state: bigint; terms: Terms; submission?: Submission },
): Job | undefined {
  const job = call.world.jobs.jobs.get(jobId);
  const state = job?.state ?? STATE.None;
  call.require(state === wanted.state, 'JobEscrow_WrongState', jobId, state, wanted.state);
  const matches =
    job !== undefined &&
    same(job.terms, wanted.terms) &&
    (wanted.submission === undefined || same(job.submission, wanted.submission));
  call.require(matches, 'JobEscrow_TermsMismatch', jobId);
  return job;
}
