import { classId } from '@cultivar/sdk/spec';
import { parseEther } from 'viem';
import type { Address, Hex } from 'viem';
import { digest } from './digest.ts';
import { CLASS_NAME, NATIVE } from './protocol.ts';
import type { Protocol } from './protocol.ts';
import { ZERO } from './trace.ts';

/** `IJobEscrow.State`. */
export const STATE = {
  None: 0,
  Open: 1,
  Claimed: 2,
  Submitted: 3,
  Settled: 4,
  Canceled: 5,
  Refunded: 6,
  Disputed: 7,
  Void: 8,
} as const;

/** `IJobEscrow.Mode`. */
export const MODE = { Accept: 0, Audit: 1 } as const;

const WORK = {
  specDigest: digest('spec'),
  class: classId(CLASS_NAME),
  targetNode: NATIVE,
  encryptionKey: ZERO,
  runTime: 3600,
  mode: MODE.Accept as number,
  juryMayRead: false,
  audits: 0,
  segments: 8,
  longestSegment: 16,
};

const PAYMENT = {
  currency: NATIVE,
  minPrice: parseEther('1'),
  maxPrice: parseEther('1'),
  auditFee: 0n,
  claimWindow: 600,
};

/** A job's request; everything that a test does not care about has a plain value. */
export function jobRequest(
  changes: {
    work?: Partial<typeof WORK>;
    payment?: Partial<typeof PAYMENT>;
    royaltyBps?: number;
    parents?: { assetId: bigint; licenseId: bigint }[];
  } = {},
) {
  return {
    work: { ...WORK, ...changes.work },
    payment: { ...PAYMENT, ...changes.payment },
    policy: 0,
    royaltyBps: changes.royaltyBps ?? 300,
    parents: changes.parents ?? [],
  };
}

/** What {@link jobRequest} gives. */
export type JobRequest = ReturnType<typeof jobRequest>;

/** What a node hands in for a public job named `name`. */
export const submissionOf = (name: string) => ({
  resultDigest: digest(`${name} result`),
  traceRoot: digest(`${name} trace`),
  deliveryDigest: ZERO,
});

/** What the requester of such a job puts into escrow, where its price is in the native currency. */
export function valueOf({ work, payment }: JobRequest): bigint {
  return payment.currency === NATIVE ? payment.maxPrice + BigInt(work.audits) * payment.auditFee : 0n;
}

/** Requests a job, and reads its terms back from the events alone. */
export async function requestJob(p: Protocol, request = jobRequest()) {
  const { account } = p.accounts.requester;
  await p.escrow.write.request([request], { account, value: valueOf(request) });
  const jobId = await p.escrow.read.jobCount();
  return { jobId, terms: await termsFromEvents(p, jobId) };
}

/** A job's terms, as anybody finds them in the log. */
export async function termsFromEvents({ escrow }: Protocol, jobId: bigint) {
  const [requested] = await escrow.getEvents.JobRequested({ jobId }, { fromBlock: 0n });
  const [funded] = await escrow.getEvents.JobFunded({ jobId }, { fromBlock: 0n });
  const { requester, work, requestedAt, version } = requested!.args;
  return {
    requester: requester as Address,
    requestedAt: requestedAt!,
    version: version!,
    work: work as typeof WORK & { specDigest: Hex },
    payment: funded!.args.payment!,
    outcome: funded!.args.outcome!,
  };
}
