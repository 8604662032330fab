import type { TrainEvent } from '@cultivar/sdk/spec';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { localMarket } from './local-market.ts';
import type { LocalMarket } from './local-market.ts';
import { nodeProcess } from './node-process.ts';
import type { NodeProcess } from './node-process.ts';

let market: LocalMarket;
let node: NodeProcess;

beforeAll(async () => {
  market = await localMarket();
  node = await nodeProcess(market, 3);
});
afterAll(() => market.stop());

it('stops in the middle of a run with a checkpoint, and goes on from it', async () => {
  expect(await node.run('register')).toMatchObject({ code: 0 });
  await node.start();
  const jobId = await market.request({ manifest: { steps: 150, segmentSteps: 150 } });
  await node.until(jobId, (job) => (job.progress?.step ?? 0) > 3);
  expect(await node.stop()).toBe(0);
  await node.start();
  await node.until(jobId, (job) => job.state === 'submitted');

  const answer = await fetch(`${node.url}/jobs/41337:${jobId}/events`, {
    headers: { accept: 'application/json' },
  });
  const events = (await answer.json()) as TrainEvent[];
  const starts = events.flatMap((event) => (event.type === 'started' ? [event.resumedFromStep] : []));
  // One segment, not yet closed when it was stopped: only the checkpoint of SIGTERM can be resumed from.
  expect(starts[0]).toBe(0);
  expect(starts.at(-1)).toBeGreaterThan(3);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
  await node.stop();
}, 180_000);
