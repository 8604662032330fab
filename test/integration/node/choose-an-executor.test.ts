import { join } from 'node:path';
import { inspectExecutors, trainingClass } from '@cultivar/trainer';
import { fetchOpenVino } from '@cultivar/trainer/fetch';
import { parseEther } from 'viem';
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
  let classes: string[];

  beforeAll(async () => {
    const openVinoDir = await fetchOpenVino({ cacheDir: join(ROOT, '.cache') });
    const report = await inspectExecutors({ openVinoDir });
    chosen = report.chosen!;
    classes = report.findings.flatMap((finding) => finding.class ?? []);
    market = await localMarket(localnetParameters(classes));
    // A bond for each class at the same time.
    const stakeWei = String(parseEther('2'));
    node = await nodeProcess(market, 3, { openVinoDir, stakeWei });
  }, 300_000);
  afterAll(() => market.stop());

  it('trains in its sandbox in the class of each executor that computes right', async () => {
    expect(await node.run('register')).toMatchObject({ code: 0, stderr: '' });
    await node.start();
    expect(classes).toContain(trainingClass());
    expect(classes.some((name) => name.startsWith('exact:openvino/f32-'))).toBe(true);
    for (const name of classes) {
      const jobId = await market.request({ class: name, manifest: { class: name } });
      const submitted = await node.until(jobId, (job) => job.state === 'submitted');
      expect(submitted.progress).toMatchObject({ step: 6, steps: 6 });
    }
    const { stdout } = await node.run('doctor');
    expect(stdout).toContain(`executors: ${chosen.executor} is used for new jobs`);
    expect(stdout).toContain(`ok   classes: ${classes.join(', ')}`);
    expect(await node.stop()).toBe(0);
    expect(node.log()).not.toContain('NO SANDBOX');
  }, 240_000);
});
