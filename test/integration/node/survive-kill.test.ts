import { parseEther } from 'viem';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { NodeJob } from '@cultivar/sdk';
import { localMarket } from './local-market.ts';
import type { LocalMarket } from './local-market.ts';
import { nodeProcess } from './node-process.ts';
import type { NodeProcess } from './node-process.ts';

let market: LocalMarket;
let node: NodeProcess;

beforeAll(async () => {
  market = await localMarket();
  node = await nodeProcess(market, 3);
  // The bonds of all these jobs are locked at once: each until its window ends.
  expect(await node.run('register', '--stake-wei', String(parseEther('10')))).toMatchObject({ code: 0 });
});
afterAll(() => market.stop());

/** Moments at which the power is cut: as soon as the node is seen there. */
const MOMENTS: [string, (job: NodeJob) => boolean][] = [
  ['the job was seen', () => true],
  ['the job was checked', (job) => job.state !== 'seen'],
  ['the claim was signed', (job) => job.transactions.claim !== undefined],
  ['the job was claimed', (job) => job.priceWei !== undefined],
  ['the first step was trained', (job) => (job.progress?.step ?? 0) > 0],
  ['the result was stored', (job) => job.resultDigest !== undefined],
  ['the submission was signed', (job) => job.transactions.submit !== undefined],
  ['the result was submitted', (job) => job.state === 'submitted'],
];

it.each(MOMENTS)(
  'finishes a job after kill -9 when %s, with one claim, one result, one payment and one token',
  async (_moment, reached) => {
    await node.start();
    const jobId = await market.request({ manifest: { steps: 12 } });
    await node.until(jobId, reached);
    await node.kill();

    await node.start();
    await node.until(jobId, (job) => job.state === 'submitted');
    await market.accept(jobId);
    const settled = await node.until(jobId, (job) => job.asset !== undefined);
    await node.kill();

    expect(settled.state).toBe('settled');
    expect({
      claims: await market.count('JobClaimed', jobId),
      submissions: await market.count('JobSubmitted', jobId),
      payments: await market.count('JobSettled', jobId),
      tokens: await market.count('ResultMinted', jobId),
    }).toEqual({ claims: 1, submissions: 1, payments: 1, tokens: 1 });
  },
  240_000,
);
