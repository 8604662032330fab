import { join } from 'node:path';
import { inspectExecutors, trainingClass } from '@cultivar/trainer';
import { fetchOpenVino } from '@cultivar/trainer/fetch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localnetParameters } from '../../../scripts/deploy/parameters/localnet.ts';
import { localMarket } from './local-market.ts';
import type { LocalMarket } from './local-market.ts';
import { nodeProcess } from './node-process.ts';
import type { NodeProcess } from './node-process.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** Where OpenVINO is pinned for; elsewhere a node has nothing to choose from. */
const HAS_OPENVINO = process.platform === 'linux' && process.arch === 'x64';

describe.runIf(HAS_OPENVINO)('a node with OpenVINO', () => {
  let market: LocalMarket;
  let node: NodeProcess;
  let chosen: { executor: string; class: string };

  beforeAll(async () => {
    const openVinoDir = await fetchOpenVino({ cacheDir: join(ROOT, '.cache') });
    const report = await inspectExecutors({ openVinoDir });
    chosen = report.chosen!;
    const classes = report.findings.flatMap((finding) => finding.class ?? []);
    market = await localMarket(localnetParameters(classes));
    node = await nodeProcess(market, 3, { openVinoDir });
  }, 300_000);
  afterAll(() => market.stop());

  it('trains in the fastest class in its sandbox, and goes on taking jobs of ort-cpu', async () => {
    expect(await node.run('register')).toMatchObject({ code: 0, stderr: '' });
    await node.start();
    for (const name of [chosen.class, trainingClass()]) {
      const jobId = await market.request({ class: name, manifest: { class: name } });
      const submitted = await node.until(jobId, (job) => job.state === 'submitted');
      expect(submitted.progress).toMatchObject({ step: 6, steps: 6 });
    }
    const { stdout } = await node.run('doctor');
    expect(stdout).toContain(`executors: ${chosen.executor} is used for new jobs`);
    expect(stdout).toMatch(/ok {3}classes: exact:openvino/);
    expect(await node.stop()).toBe(0);
    expect(node.log()).not.toContain('NO SANDBOX');
  }, 240_000);
});
