import { eventIn, requestJob } from '@cultivar/sdk';
import { jobEscrowAbi } from '@cultivar/sdk/abi';
import { classId, traceShape } from '@cultivar/sdk/spec';
import type { Hex } from '@cultivar/sdk/spec';
import { formatEther, parseEther } from 'viem';
import { mined } from '../mined.ts';
import type { ProgressStep } from '../progress/progress.ts';
import type { Flow } from './flow.ts';
import { HELD_OUT_ROWS, SEGMENT_STEPS, STEPS } from './job-spec.ts';
import type { PublishedAsset } from './publish-asset.ts';

const MIN_PRICE = parseEther('0.05');
const MAX_PRICE = parseEther('0.1');
const CLAIM_WINDOW_SECONDS = 24 * 3600;
const RUN_SECONDS = 6 * 3600;

/**
 * The job with a manifest: the one that was requested before, or a new one, paid into escrow.
 *
 * @returns its id
 */
export async function ensureJob(
  flow: Flow,
  options: { specDigest: Hex; base: PublishedAsset; dataset: PublishedAsset },
  step: ProgressStep,
): Promise<bigint> {
  const known = await findJob(flow, options.specDigest);
  if (known !== undefined) {
    step.done(`job ${known} was requested before`);
    return known;
  }
  const { deployment, clients, className } = flow;
  const sent = requestJob(clients.requester, {
    deployment,
    specDigest: options.specDigest,
    class: classId(className),
    runSeconds: RUN_SECONDS,
    ...traceShape({ segmentSteps: SEGMENT_STEPS, data: { heldOutRows: HELD_OUT_ROWS } }, STEPS),
    minPrice: MIN_PRICE,
    maxPrice: MAX_PRICE,
    claimWindowSeconds: CLAIM_WINDOW_SECONDS,
    parents: [{ assetId: options.base.assetId }, { assetId: options.dataset.assetId }],
  });
  const receipt = await mined(clients.reader, 'requesting the job', sent);
  const { jobId } = eventIn(deployment, receipt, 'jobEscrow', 'JobRequested');
  step.done(`job ${jobId}, ${formatEther(MAX_PRICE)} ETH in escrow`);
  return jobId;
}

/** The requester's job with that manifest, if it is on chain. */
async function findJob({ deployment, clients }: Flow, specDigest: Hex): Promise<bigint | undefined> {
  const events = await clients.reader.getContractEvents({
    address: deployment.addresses.jobEscrow,
    abi: jobEscrowAbi,
    eventName: 'JobRequested',
    args: { requester: clients.requester.account.address },
    fromBlock: BigInt(deployment.startBlock),
    strict: true,
  });
  return events.find(({ args }) => args.work.specDigest === specDigest)?.args.jobId;
}
