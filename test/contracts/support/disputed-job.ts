import { classId } from '@cultivar/sdk/spec';
import { parseEther } from 'viem';
import type { Hex } from 'viem';
import { digest } from './digest.ts';
import { termsFromEvents } from './job-request.ts';
import { CLASS_NAME, NATIVE } from './protocol.ts';
import type { Protocol } from './protocol.ts';
import { knownTrace, ZERO } from './trace.ts';
import type { KnownTrace } from './trace.ts';

/** The highest price of these jobs, which is the price: it does not rise. */
export const PRICE = parseEther('0.03');
/** What a passed audit pays. */
export const AUDIT_FEE = parseEther('0.025');
/** What the node locks for such a job: the smallest bond. */
export const BOND = parseEther('0.45');

/** A submitted job, and what its node knows of it. */
export type DisputedJob = {
  jobId: bigint;
  terms: Awaited<ReturnType<typeof termsFromEvents>>;
  submission: { resultDigest: Hex; traceRoot: Hex; deliveryDigest: Hex };
  trace: KnownTrace;
};

/** What a test wants of the job; everything else has a plain value. */
export type JobWishes = {
  audits?: number;
  /** Whether inputs and result are encrypted; then it is a direct hire of the node. */
  isPrivate?: boolean;
  /** `IJobEscrow.Mode`: 0 Accept, 1 Audit. */
  mode?: number;
  segments?: number;
  price?: bigint;
  /** Whether the trace that the node commits to ends with another state than the result. */
  endsElsewhere?: boolean;
  /** Whether the leaves before the last are made of zeros, which is what "unavailable" looks like to an auditor. */
  hollow?: boolean;
};

/** Requests, claims and submits a job that is judged by recomputation. */
export async function disputedJob(p: Protocol, wishes: JobWishes = {}): Promise<DisputedJob> {
  const {
    audits = 0,
    isPrivate = false,
    mode = 1,
    segments = 8,
    price = PRICE,
    endsElsewhere = false,
    hollow = false,
  } = wishes;
  const node = p.accounts.node.account;
  const auditFee = audits === 0 ? 0n : AUDIT_FEE;
  const request = {
    work: {
      specDigest: digest('spec'),
      class: classId(CLASS_NAME),
      targetNode: isPrivate ? node.address : NATIVE,
      encryptionKey: isPrivate ? digest('key') : ZERO,
      runTime: 3600,
      mode,
      juryMayRead: isPrivate,
      audits,
      segments,
      longestSegment: 16,
    },
    payment: { currency: NATIVE, minPrice: price, maxPrice: price, auditFee, claimWindow: 600 },
    policy: 0,
    royaltyBps: 300,
    parents: [],
  };
  const value = price + BigInt(audits) * auditFee;
  await p.escrow.write.request([request], { account: p.accounts.requester.account, value });
  const jobId = await p.escrow.read.jobCount();
  const terms = await termsFromEvents(p, jobId);
  const resultDigest = digest(`job ${jobId} result`);
  const trace = knownTrace({
    jobId,
    segments,
    hollow,
    resultDigest: endsElsewhere ? digest('elsewhere') : resultDigest,
  });
  const submission = {
    resultDigest,
    traceRoot: trace.root,
    deliveryDigest: isPrivate ? digest(`job ${jobId} delivery`) : ZERO,
  };
  await p.escrow.write.claim([jobId, terms], { account: node });
  await p.escrow.write.submit([jobId, terms, submission], { account: node });
  return { jobId, terms, submission, trace };
}
