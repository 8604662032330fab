import { classId } from '@cultivar/sdk/spec';
import type { GasFigure } from './figure.ts';
import { CLASS_NAME, digest, ONE } from './stage.ts';
import type { Stage } from './stage.ts';

const REQUESTER = 2;
const NODE = 3;

/** One job after another has paid the same node for the same requester; its parents are assets 1 and 2. */
export async function measureJobs(stage: Stage): Promise<GasFigure[]> {
  const { nodes, accountOf, gasOf } = stage;
  const join = (by: number) =>
    nodes.write.register([digest('node'), [classId(CLASS_NAME)]], {
      account: accountOf(by),
      value: 5n * ONE,
    });
  await join(4);
  const registered = await gasOf(join(NODE));
  // Another job stays open meanwhile, as on a chain in use.
  await stage.escrow.write.request([requestOf('open')], { account: accountOf(4), value: ONE });
  await runJob(stage, 'first');
  const job = await runJob(stage, 'second');
  return [
    ...job.steps,
    { name: 'whole job', gas: job.steps.reduce((sum, { gas }) => sum + gas, 0) },
    { name: 'mint a result, 2 parents', gas: job.mint },
    { name: 'register a node, one class', gas: registered },
  ];
}

async function runJob(stage: Stage, name: string) {
  const { chain, escrow, accountOf, gasOf } = stage;
  const request = requestOf(name);
  const requested = await gasOf(
    escrow.write.request([request], { account: accountOf(REQUESTER), value: ONE }),
  );
  const jobId = await escrow.read.jobCount();
  const terms = await termsOf(stage, jobId, request);
  const submission = {
    resultDigest: digest(`${name} result`),
    traceRoot: digest(`${name} trace`),
    deliveryDigest: digest(`${name} delivery`),
  };
  const byNode = { account: accountOf(NODE) };
  const claimed = await gasOf(escrow.write.claim([jobId, terms], byNode));
  const submitted = await gasOf(escrow.write.submit([jobId, terms, submission], byNode));
  await chain.networkHelpers.time.increase(3600);
  const finalized = await gasOf(escrow.write.finalize([jobId, terms, submission], byNode));
  return {
    steps: [
      { name: 'request', gas: requested },
      { name: 'claim', gas: claimed },
      { name: 'submit', gas: submitted },
      { name: 'finalize', gas: finalized },
    ],
    mint: await gasOf(escrow.write.mintResult([jobId, terms, submission], byNode)),
  };
}

function requestOf(name: string) {
  return {
    work: {
      specDigest: digest(`${name} spec`),
      class: classId(CLASS_NAME),
      targetNode: '0x0000000000000000000000000000000000000000' as const,
      encryptionKey: digest(`${name} key`),
      runTime: 3600,
      mode: 0,
      audits: 0,
      segments: 64,
      longestSegment: 16,
    },
    payment: {
      currency: '0x0000000000000000000000000000000000000000' as const,
      minPrice: ONE,
      maxPrice: ONE,
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
