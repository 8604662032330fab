import { claimJob, eventIn, readJobTerms, readMinAuditFee, requestJob, submitJob } from '@cultivar/sdk';
import type { JobSubmission, JobTerms } from '@cultivar/sdk';
import { classId, sha256 } from '@cultivar/sdk/spec';
import { parseEther, zeroHash } from 'viem';
import { knownTrace } from '../../contracts/support/trace.ts';
import type { KnownTrace } from '../../contracts/support/trace.ts';
import { CLASS_NAME } from './dispute-market.ts';
import type { DisputeMarket } from './dispute-market.ts';

/** What every job here pays. */
export const PRICE = parseEther('0.1');

const SEGMENTS = 8;

/** A job with a result that may be disputed. */
export type SubmittedJob = {
  about: { jobId: bigint; terms: JobTerms; submission: JobSubmission };
  auditFee: bigint;
  /** The trace that was handed in. */
  trace: KnownTrace;
  /** What whoever recomputes it finds: the same, unless the worker cheated. */
  honest: KnownTrace;
};

/** Requests, claims and submits a job in mode audit; a worker that cheats hands in a trace of its own invention. */
export async function submittedJob(
  market: DisputeMarket,
  { audits, isCheating }: { audits: number; isCheating: boolean },
): Promise<SubmittedJob> {
  const { deployment, mined, requester, worker } = market;
  const asked = {
    deployment,
    specDigest: digest('a specification'),
    class: classId(CLASS_NAME),
    runSeconds: 3_600,
    mode: 'audit' as const,
    audits,
    segments: SEGMENTS,
    longestSegment: 16,
    minPrice: PRICE,
    maxPrice: PRICE,
    claimWindowSeconds: 3_600,
    parents: [{ assetId: market.baseId }],
  };
  const auditFee = await readMinAuditFee(market.client, asked);
  const requested = await mined(requestJob(requester, { ...asked, auditFee }));
  const { jobId } = eventIn(deployment, requested, 'jobEscrow', 'JobRequested');
  const terms = await readJobTerms(market.client, { deployment, jobId });
  await mined(claimJob(worker, { deployment, jobId, terms }));

  const resultDigest = digest(`result of ${jobId}`);
  const run = { jobId, segments: SEGMENTS, resultDigest };
  const honest = knownTrace(run);
  const trace = isCheating ? knownTrace({ ...run, name: 'invention' }) : honest;
  const submission = { resultDigest, traceRoot: trace.root, deliveryDigest: zeroHash };
  await mined(submitJob(worker, { deployment, jobId, terms, submission }));
  return { about: { jobId, terms, submission }, auditFee, trace, honest };
}

const digest = (text: string) => sha256(new TextEncoder().encode(text));
