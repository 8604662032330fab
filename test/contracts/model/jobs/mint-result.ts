import type { Call } from '../core/call.ts';
import { registerResult } from '../assets/register.ts';
import type { Submission, Terms } from './job.ts';
import { STATE } from './job.ts';
import { findJob } from './find-job.ts';

/** Registers the result of a settled job as an asset of its requester. */
export function mintResult(call: Call, jobId: bigint, terms: Terms, submission: Submission): void {
  const job = findJob(call, jobId, { state: STATE.Settled, terms, submission });
  if (call.refused || job === undefined) return;
  const { requester, outcome } = terms;
  const { policy, royaltyBps } = outcome;
  const result = { jobId, creator: requester, manifestDigest: submission.resultDigest, policy, royaltyBps };
  const assetId = registerResult(call, { ...result, lineage: job.lineage });
  if (call.refused) return;
  call.emit('escrow', 'ResultMinted', { jobId, assetId, requester, resultDigest: submission.resultDigest });
}
