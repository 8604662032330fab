import { setTimeout as sleep } from 'node:timers/promises';
import { entityId, mainJobDocument, queryIndex } from '@cultivar/sdk/graphql';
import type { MainJobQuery } from '@cultivar/sdk/graphql';
import { waitForIndex } from '../../services/wait-for-index.ts';
import type { ProgressStep } from '../progress/progress.ts';
import type { Flow } from './flow.ts';

const MANIFEST_WAIT_MS = 30_000;
const POLL_MS = 200;

/** What the index says of a job from request to resale, once it has taken in the newest block and the manifests. */
export async function queryMainJob(flow: Flow, jobId: bigint, step: ProgressStep): Promise<MainJobQuery> {
  const { clients, graphqlUrl, signal } = flow;
  const block = await clients.reader.getBlockNumber();
  await waitForIndex({ url: graphqlUrl, block, signal });
  const ask = () => queryIndex(graphqlUrl, mainJobDocument, { id: entityId(jobId) }, { signal });
  let answer = await ask();
  // Manifests are read from the content store beside the blocks, and may come a moment later.
  for (
    const untilMs = performance.now() + MANIFEST_WAIT_MS;
    performance.now() < untilMs;
    answer = await ask()
  ) {
    if (answer.job?.spec && answer.job.result?.manifest) break;
    await sleep(POLL_MS, undefined, { signal });
  }
  step.done(`block ${block}: job, asset, lineage, licence and payments`);
  return answer;
}
