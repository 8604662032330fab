import { proofOf, sealOf, traceLeafHash, tracePath, traceRoot } from '@cultivar/sdk/spec';
import type { Hex } from '@cultivar/sdk/spec';
import { auditedRequest } from './audited-request.ts';
import { digest } from './stage.ts';
import type { Stage } from './stage.ts';

const NONE = '0x0000000000000000000000000000000000000000000000000000000000000000';
const REQUESTER = 2;
const NODE = 3;

/** A submitted job, what its node knows of it, and the gas that each step to it used. */
export type TracedJob = {
  jobId: bigint;
  terms: Awaited<ReturnType<typeof termsOf>>;
  submission: { resultDigest: Hex; traceRoot: Hex; deliveryDigest: Hex };
  trace: ReturnType<typeof traceOf>;
  gas: { request: number; claim: number; submit: number };
};

/**
 * Requests, claims and submits a public job of an exact class with one paid audit and 64 segments, in the native
 * currency, with assets 1 and 2 as its parents.
 */
export async function tracedJob(stage: Stage, name: string): Promise<TracedJob> {
  const { escrow, accountOf, gasOf } = stage;
  const request = auditedRequest(name);
  const value = request.payment.maxPrice + request.payment.auditFee;
  const requested = await gasOf(escrow.write.request([request], { account: accountOf(REQUESTER), value }));
  const jobId = await escrow.read.jobCount();
  const terms = await termsOf(stage, jobId, request);
  const trace = traceOf(jobId, name, request.work.segments);
  const submission = {
    resultDigest: digest(`${name} result`),
    traceRoot: traceRoot(trace.leaves.map(({ hash }) => hash)),
    deliveryDigest: NONE,
  } as const;
  const byNode = { account: accountOf(NODE) };
  const claimed = await gasOf(escrow.write.claim([jobId, terms], byNode));
  const submitted = await gasOf(escrow.write.submit([jobId, terms, submission], byNode));
  return {
    jobId,
    terms,
    submission,
    trace,
    gas: { request: requested, claim: claimed, submit: submitted },
  };
}

function traceOf(jobId: bigint, name: string, segments: number) {
  const leaves = Array.from({ length: segments }, (_, index) => {
    const stateHash = digest(`${name} state ${index}`);
    const secret = digest(`${name} secret ${index}`);
    const seal = sealOf(secret);
    return { stateHash, secret, seal, hash: traceLeafHash({ jobId, index, stateHash, seal }) };
  });
  const hashes = leaves.map(({ hash }) => hash);
  return {
    leaves,
    path: (index: number) => tracePath(hashes, index),
    finding(index: number, stage: 'audit' | 'first') {
      const { stateHash, secret } = leaves[index]!;
      return { stateHash, proof: proofOf(secret, stage) };
    },
  };
}

/** The terms as a node reads them from the events. */
async function termsOf(
  { escrow, accountOf }: Stage,
  jobId: bigint,
  request: ReturnType<typeof auditedRequest>,
) {
  const [requested] = await escrow.getEvents.JobRequested({ jobId });
  const [funded] = await escrow.getEvents.JobFunded({ jobId });
  return {
    requester: accountOf(REQUESTER).address,
    requestedAt: requested!.args.requestedAt!,
    version: requested!.args.version!,
    work: request.work,
    payment: request.payment,
    outcome: funded!.args.outcome!,
  };
}
