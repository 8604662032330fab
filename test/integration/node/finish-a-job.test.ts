import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readAsset, servedModelListSchema } from '@cultivar/sdk';
import type { NodeJob } from '@cultivar/sdk';
import type { AdapterManifest, Hex } from '@cultivar/sdk/spec';
import { openModel } from '@cultivar/trainer';
import type { ModelFile } from '@cultivar/trainer';
import { compareLosses } from '@cultivar/trainer/eval';
import { parseEther } from 'viem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localMarket, modelManifest } from './local-market.ts';
import type { LocalMarket } from './local-market.ts';
import { nodeProcess } from './node-process.ts';
import type { NodeProcess } from './node-process.ts';

let market: LocalMarket;
let node: NodeProcess;

beforeAll(async () => {
  market = await localMarket();
  // A bond for each job stays locked for a while.
  node = await nodeProcess(market, 3, { stakeWei: String(parseEther('4')) });
}, 90_000);
afterAll(() => market.stop());

describe('a node', () => {
  it('registers, trains, is paid and mints, and answers with the result', async () => {
    const registered = await node.run('register');
    expect(registered).toMatchObject({ code: 0, stderr: '' });
    await node.start();
    const settled = await taken(await market.request());
    expect(settled.progress).toMatchObject({ step: 6, steps: 6, rows: 20 });
    const { manifest } = await result(settled);
    expect(manifest.adapter).toMatchObject({ method: 'lora', rank: 4 });

    const models = servedModelListSchema.parse(await (await fetch(`${node.url}/v1/models`)).json());
    expect(models.data.map(({ id, kind, base }) => [id, kind, base])).toEqual([
      [settled.asset, 'adapter', '41337:1'],
      ['41337:1', 'model', undefined],
    ]);
    expect(await reply(settled.asset!)).toMatchObject({ object: 'chat.completion', model: settled.asset });
  }, 90_000);

  it('trains every weight, and the whole model that it hands over answers, and better than its base', async () => {
    const manifestOf = { method: 'full', lora: undefined } as const;
    const optimizer = { name: 'adamw', learningRate: 0.002 } as const;
    const settled = await taken(await market.request({ manifest: { ...manifestOf, optimizer } }));
    const { manifest, files } = await result(settled);
    expect(manifest.adapter).toMatchObject({ method: 'full', parameters: 80_960 });
    expect(files.map(({ name }) => name)).toContain('model.safetensors');
    expect(await lossOf(files)).toBeLessThan(await lossOf(await published(market.base, 'model')));
    expect(await reply(settled.asset!)).toMatchObject({ object: 'chat.completion', model: settled.asset });
  }, 90_000);

  it('learns from pairs of answers, and from a teacher, which is a parent of what was learnt', async () => {
    const pairs = await publishPairs();
    const { content, wallet, publish } = market;
    const teacher = await publish(
      'model',
      await modelManifest(content, wallet(1).account.address, 'Teacher'),
    );
    const taught = await latest();
    const paired = taught - 1n;
    // Both are asked for at once: the node trains one while the other waits.
    const pairsJob = await market.request({
      manifest: {
        ...{ objective: { name: 'dpo', beta: 0.1 }, steps: 2, data: { heldOutRows: 2, orderSeed: 3 } },
        datasets: [{ asset: `41337:${paired}`, manifest: pairs }],
      },
      parents: [1n, paired],
    });
    const taughtJob = await market.request({
      manifest: {
        objective: {
          ...{ name: 'distillation', temperature: 2, weight: 0.5 },
          teacher: { asset: `41337:${taught}`, manifest: teacher },
        },
        steps: 2,
      },
      parents: [1n, 2n, taught],
    });
    const { manifest: preferring } = await result(await taken(pairsJob));
    expect(preferring.metrics).toMatchObject({
      ...{ rows: 10, steps: 2 },
      heldOutAccuracy: expect.any(Number) as number,
    });
    const { manifest: learnt } = await result(await taken(taughtJob));
    expect(learnt.parents?.map(({ asset }) => asset)).toContain(`41337:${taught}`);
  }, 90_000);

  it('ends when it is told to, and has never trained outside of its sandbox', async () => {
    expect(await node.stop()).toBe(0);
    expect(node.log()).not.toContain('NO SANDBOX');
  });
});

/** Accepts what the node submits for a job, and waits until the result is an asset. */
async function taken(jobId: bigint): Promise<NodeJob> {
  await node.until(jobId, (job) => job.state === 'submitted');
  await market.accept(jobId);
  return node.until(jobId, (job) => job.state === 'settled' && job.asset !== undefined);
}

/** Registers sums with a right answer and a wrong one. */
async function publishPairs(): Promise<Hex> {
  const { content, wallet, publish } = market;
  const rows = Array.from({ length: 12 }, (_, i) => ({
    ...{ prompt: `${i} + 2`, chosen: `${i + 2}`, rejected: 'no' },
  }));
  const text = rows.map((row) => JSON.stringify(row)).join('\n');
  const file = await content.putBytes(new TextEncoder().encode(text));
  return publish('dataset', {
    ...{ cultivar: 1, kind: 'dataset', name: 'Pairs', license: 'CC0-1.0' },
    creator: wallet(1).account.address,
    files: [{ name: 'pairs.jsonl', mediaType: 'application/jsonl', ...file }],
    dataset: {
      rows: rows.length,
      format: { name: 'preference', prompt: 'prompt', chosen: 'chosen', rejected: 'rejected' },
    },
  });
}

/** The asset that was registered last. */
async function latest(): Promise<bigint> {
  const { deployment, client } = market;
  for (let assetId = 1n; ; assetId++) {
    const next = await readAsset(client, { deployment, assetId: assetId + 1n }).catch(() => undefined);
    if (next === undefined) return assetId;
  }
}

/** What a job made, as its buyer finds it: named by the chain, fetched from the content store. */
async function result(job: NodeJob): Promise<{ manifest: AdapterManifest; files: ModelFile[] }> {
  const { deployment, client, content } = market;
  const asset = await readAsset(client, { deployment, assetId: BigInt(job.asset!.split(':')[1]!) });
  expect(asset.manifestDigest).toBe(job.resultDigest);
  const manifest = await content.getManifest(asset.manifestDigest, { kind: 'adapter' });
  return { manifest, files: await published(asset.manifestDigest, 'adapter') };
}

/** The files of a manifest, fetched into a folder. */
async function published(digest: Hex, kind: 'adapter' | 'model' | 'dataset'): Promise<ModelFile[]> {
  const folder = join(market.folder, digest);
  await mkdir(folder, { recursive: true });
  const { files } = await market.content.getManifest(digest, { kind });
  return Promise.all(
    files.map(async (file) => {
      const path = join(folder, file.name);
      await writeFile(path, await market.content.getFile(file));
      return { name: file.name, path };
    }),
  );
}

/** Loss of a model on the rows of the dataset. */
async function lossOf(files: readonly ModelFile[]): Promise<number> {
  const datasets = [
    {
      format: { name: 'prompt-completion', prompt: 'question', completion: 'answer' } as const,
      files: await published(market.dataset, 'dataset'),
    },
  ];
  const model = await openModel(files);
  try {
    const { base } = await compareLosses(model, datasets, {
      executor: { name: 'ort-cpu' },
      sequenceLength: 96,
      badRows: 'refuse',
      threads: 1,
    });
    return base.loss;
  } finally {
    await model.close();
  }
}

/** A few tokens that a model of the node says to a sum. */
async function reply(model: string): Promise<unknown> {
  const answer = await fetch(`${node.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: '3 + 2' }], max_tokens: 4 }),
  });
  return answer.json();
}
