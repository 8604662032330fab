import { eventIn, requestJob } from '@cultivar/sdk';
import { classId } from '@cultivar/sdk/spec';
import type { IndexStage } from './index-stage.ts';
import { TEST_CLASS } from './test-class.ts';

/** Asks for the base model to be tuned on the dataset. @returns the job's id. */
export async function requestTuning(
  { market, requester, base, baseId, datasetId }: IndexStage,
  maxPrice: bigint,
): Promise<bigint> {
  const { deployment } = market;
  const hash = await requestJob(requester, {
    deployment,
    specDigest: base,
    class: classId(TEST_CLASS),
    runSeconds: 3600,
    segments: 4,
    longestSegment: 10,
    minPrice: maxPrice / 2n,
    maxPrice,
    claimWindowSeconds: 3600,
    parents: [{ assetId: baseId }, { assetId: datasetId }],
  });
  return eventIn(deployment, await market.mined(hash), 'jobEscrow', 'JobRequested').jobId;
}
