import { readAsset, servedModelListSchema } from '@cultivar/sdk';
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
}, 90_000);
afterAll(() => market.stop());

it('registers, trains, is paid and mints, and answers with the result', async () => {
  const registered = await node.run('register');
  expect(registered).toMatchObject({ code: 0, stderr: '' });
  await node.start();
  const jobId = await market.request();

  const submitted = await node.until(jobId, (job) => job.state === 'submitted');
  expect(submitted.progress).toMatchObject({ step: 6, steps: 6, rows: 20 });
  await market.accept(jobId);

  const settled = await node.until(jobId, (job) => job.state === 'settled' && job.asset !== undefined);
  const assetId = BigInt(settled.asset!.split(':')[1]!);
  const { deployment, client } = market;
  const asset = await readAsset(client, { deployment, assetId });
  expect(asset.manifestDigest).toBe(settled.resultDigest);

  const models = servedModelListSchema.parse(await (await fetch(`${node.url}/v1/models`)).json());
  expect(models.data.map(({ id, kind, base }) => [id, kind, base])).toEqual([
    [settled.asset, 'adapter', '41337:1'],
    ['41337:1', 'model', undefined],
  ]);
  const answer = await fetch(`${node.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      model: settled.asset,
      messages: [{ role: 'user', content: '3 + 2' }],
      max_tokens: 4,
    }),
  });
  expect(await answer.json()).toMatchObject({ object: 'chat.completion', model: settled.asset });
  expect(await node.stop()).toBe(0);
  expect(node.log()).not.toContain('NO SANDBOX');
}, 90_000);
