import { nodeJobListSchema } from '@cultivar/sdk';
import type { NodeJob } from '@cultivar/sdk';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { localMarket } from './local-market.ts';
import type { LocalMarket, RequestOptions } from './local-market.ts';
import { nodeProcess } from './node-process.ts';
import type { NodeProcess } from './node-process.ts';

/** A trace that no run of the tests makes. */
const THREE_LEAVES = { segments: 3, longestSegment: 2 };

let market: LocalMarket;
let node: NodeProcess;

beforeAll(async () => {
  market = await localMarket();
  node = await nodeProcess(market, 3, { minPriceWei: '1000' });
  // Never registered: it has no stake.
  await node.start();
});
afterAll(async () => {
  await node.stop();
  await market.stop();
});

it.each<[string, RequestOptions, string]>([
  ['a class it does not serve', { class: 'tolerance', manifest: { class: 'tolerance' } }, 'class-not-ours'],
  ['a price below its own', { maxPriceWei: 999n }, 'price-too-low'],
  ['a manifest whose parents are not those of the request', { parents: [1n] }, 'parents-differ'],
  ['a manifest of another class than the request', { manifest: { class: 'tolerance' } }, 'class-differs'],
  ['a request that names another trace than the manifest makes', { trace: THREE_LEAVES }, 'trace-differs'],
  [
    'a request that names another trace than so many epochs make',
    { trace: THREE_LEAVES, manifest: { steps: undefined, epochs: 2 } },
    'trace-differs',
  ],
  [
    'a base that is no version of its asset',
    { manifest: { base: { asset: '41337:1', manifest: `0x${'77'.repeat(32)}` } } },
    'asset-differs',
  ],
  [
    'a dataset the trainer cannot read as the job says',
    {
      manifest: {
        data: { heldOutRows: 4, orderSeed: 3, badRows: 'refuse' },
        datasets: [],
      },
    },
    'inputs-refused',
  ],
])(
  'refuses %s and says why',
  async (_what, options, code) => {
    const datasets = [
      {
        asset: '41337:2',
        manifest: market.dataset,
        ...(code === 'inputs-refused'
          ? { format: { name: 'sharegpt' as const, field: 'conversations' } }
          : {}),
      },
    ];
    const manifest = { ...options.manifest, datasets };
    const jobId = await market.request({ ...options, manifest });
    const job = await final(jobId);
    expect(job).toMatchObject({ state: 'refused', reason: { code } });
    expect(await market.count('JobClaimed', jobId)).toBe(0);
  },
  60_000,
);

it("shows the contract's own error when it has no stake", async () => {
  const jobId = await market.request();
  const job = await final(jobId);
  expect(job.state).toBe('refused');
  expect(job.reason!.code).toBe('NodeRegistry_NotRegistered');
  const { jobs } = nodeJobListSchema.parse(await (await fetch(`${node.url}/jobs?state=refused`)).json());
  expect(jobs[0]).toMatchObject({ id: job.id, reason: { code: 'NodeRegistry_NotRegistered' } });
}, 60_000);

it('waits for a manifest that nobody has stored yet', async () => {
  const jobId = await market.request({ specDigest: `0x${'55'.repeat(32)}` });
  const job = await node.until(jobId, ({ reason }) => reason !== undefined);
  expect(job).toMatchObject({ state: 'seen', reason: { code: 'waiting' } });
}, 60_000);

async function final(jobId: bigint): Promise<NodeJob> {
  for (;;) {
    const job = await node.job(jobId);
    if (job?.state === 'refused' || job?.state === 'lost') return job;
    if (job?.state === 'claimed') throw new Error('it was claimed');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
