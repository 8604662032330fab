import { classId, proofOf, sealOf, traceLeafHash, tracePath, traceRoot } from '@cultivar/sdk/spec';
import { parseEventLogs } from 'viem';
import type { GasFigure } from './figure.ts';
import { CLASS_NAME, digest, ONE } from './stage.ts';
import type { Stage } from './stage.ts';

const NONE = '0x0000000000000000000000000000000000000000000000000000000000000000';
const REQUESTER = 2;
const NODE = 3;
/** Accounts from here on are nodes of the class, enough to make it slashable. */
const FIRST_NODE = 3;
const LAST_NODE = 19;
const SEGMENTS = 64;

/**
 * A public job of an exact class with one paid audit, in the native currency, with assets 1 and 2 as its parents. One
 * like it has been paid before to the same node, auditor and requester.
 */
export async function measureJobs(stage: Stage): Promise<GasFigure[]> {
  const { nodes, accountOf, gasOf } = stage;
  await nodes.write.setClassStatus([classId(CLASS_NAME), 1]);
  const join = (by: number) =>
    nodes.write.register([digest('node'), [classId(CLASS_NAME)]], { account: accountOf(by), value: ONE });
  let registered = 0;
  for (let by = FIRST_NODE; by <= LAST_NODE; by += 1) registered = await gasOf(join(by));
  for (let by = FIRST_NODE; by <= LAST_NODE; by += 1) {
    await nodes.write.addStake({ account: accountOf(by), value: 9n * ONE });
  }
  // Another job stays open meanwhile, as on a chain in use.
  await stage.escrow.write.request([requestOf('open')], { account: accountOf(4), value: valueOf('open') });
  for (const name of ['first', 'second', 'third']) await runJob(stage, name);
  const job = await runJob(stage, 'last');
  return [
    ...job.steps,
    { name: 'whole job', gas: job.steps.reduce((sum, { gas }) => sum + gas, 0) },
    { name: 'mint a result, 2 parents', gas: job.mint },
    { name: 'draw and pass an audit', gas: job.audit },
    { name: 'register a node, one class', gas: registered },
  ];
}

async function runJob(stage: Stage, name: string) {
  const { chain, escrow, accountOf, gasOf } = stage;
  const request = requestOf(name);
  const requested = await gasOf(
    escrow.write.request([request], { account: accountOf(REQUESTER), value: valueOf(name) }),
  );
  const jobId = await escrow.read.jobCount();
  const terms = await termsOf(stage, jobId, request);
  const trace = traceOf(jobId, name);
  const submission = {
    resultDigest: digest(`${name} result`),
    traceRoot: traceRoot(trace.map(({ leaf }) => leaf)),
    deliveryDigest: NONE,
  } as const;
  const byNode = { account: accountOf(NODE) };
  const claimed = await gasOf(escrow.write.claim([jobId, terms], byNode));
  const submitted = await gasOf(escrow.write.submit([jobId, terms, submission], byNode));
  const audit = await auditJob(stage, { jobId, terms, submission, trace });
  await chain.networkHelpers.time.increase(3600);
  const finalized = await gasOf(escrow.write.finalize([jobId, terms, submission], byNode));
  return {
    steps: [
      { name: 'request', gas: requested },
      { name: 'claim', gas: claimed },
      { name: 'submit', gas: submitted },
      { name: 'finalize', gas: finalized },
    ],
    audit,
    mint: await gasOf(escrow.write.mintResult([jobId, terms, submission], byNode)),
  };
}

type AuditedJob = {
  jobId: bigint;
  terms: Awaited<ReturnType<typeof termsOf>>;
  submission: { resultDigest: `0x${string}`; traceRoot: `0x${string}`; deliveryDigest: `0x${string}` };
  trace: ReturnType<typeof traceOf>;
};

/** Draws the job's audit, and lets the drawn node pass it. @returns gas of both. */
async function auditJob(stage: Stage, { jobId, terms, submission, trace }: AuditedJob): Promise<number> {
  const { chain, disputes, accountOf, gasOf, publicClient } = stage;
  await chain.networkHelpers.mine(4);
  const hash = await disputes.write.drawAudits([jobId, terms, submission], { account: accountOf(NODE) });
  const { logs } = await publicClient.getTransactionReceipt({ hash });
  const [drawn] = parseEventLogs({ abi: disputes.abi, logs, eventName: 'AuditsDrawn' });
  const { auditors, indices } = drawn!.args;
  const index = indices[0]!;
  const leaves = trace.map(({ leaf }) => leaf);
  const { stateHash, secret } = trace[index]!;
  const passed = disputes.write.audit(
    [
      jobId,
      terms,
      submission,
      { auditors, indices },
      0n,
      { stateHash, proof: proofOf(secret, 'audit') },
      tracePath(leaves, index),
    ],
    { account: auditors[0]! },
  );
  return (await gasOf(Promise.resolve(hash))) + (await gasOf(passed));
}

function traceOf(jobId: bigint, name: string) {
  return Array.from({ length: SEGMENTS }, (_, index) => {
    const stateHash = digest(`${name} state ${index}`);
    const secret = digest(`${name} secret ${index}`);
    return { stateHash, secret, leaf: traceLeafHash({ jobId, index, stateHash, seal: sealOf(secret) }) };
  });
}

const valueOf = (name: string) => {
  const { maxPrice, auditFee } = requestOf(name).payment;
  return maxPrice + auditFee;
};

function requestOf(name: string) {
  return {
    work: {
      specDigest: digest(`${name} spec`),
      class: classId(CLASS_NAME),
      targetNode: '0x0000000000000000000000000000000000000000' as const,
      encryptionKey: NONE as `0x${string}`,
      runTime: 3600,
      mode: 1,
      juryMayRead: false,
      audits: 1,
      segments: SEGMENTS,
      longestSegment: 16,
    },
    payment: {
      currency: '0x0000000000000000000000000000000000000000' as const,
      minPrice: ONE / 2n,
      maxPrice: ONE / 2n,
      auditFee: ONE / 64n,
      claimWindow: 3600,
    },
    policy: 0,
    royaltyBps: 500,
    parents: [
      { assetId: 1n, licenseId: 0n },
      { assetId: 2n, licenseId: 0n },
    ],
  };
}

/** The terms as a node reads them from the events. */
async function termsOf({ escrow, accountOf }: Stage, jobId: bigint, request: ReturnType<typeof requestOf>) {
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
