import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HAS_OPENVINO, openVinoDir } from '../../../../test/support/openvino.ts';
import { temporaryFolder } from '../../../../test/support/temporary-folder.ts';
import { trainingClass } from '../../class/training-class.ts';
import { OPENVINO_RELEASE } from '../openvino/openvino-release.ts';
import { inspectExecutors } from './inspect-executors.ts';

const OPENVINO_CLASS = /^exact:openvino\/(bf16|f32)-[0-9a-f]{12}\/[a-z0-9-]+$/;

const stateOf = (findings: readonly { executor: string; state: string }[], executor: string) =>
  findings.find((finding) => finding.executor === executor)?.state;

describe('the executors of a machine', { timeout: 120_000 }, () => {
  it('without OpenVINO are ort-cpu alone, which is checked and chosen', async () => {
    const cacheDir = await temporaryFolder();
    const { findings, chosen } = await inspectExecutors({ cacheDir });
    expect(chosen).toEqual({ executor: 'ort-cpu', class: trainingClass() });
    expect(stateOf(findings, 'openvino-f32')).toBe('absent');
    expect(await readdir(cacheDir)).toHaveLength(1);
  });

  it.runIf(HAS_OPENVINO)(
    'with OpenVINO are checked in both precisions, and the first is chosen',
    async () => {
      const cacheDir = await temporaryFolder();
      const { findings, chosen } = await inspectExecutors({ openVinoDir: await openVinoDir(), cacheDir });
      expect(findings.filter(({ state }) => state === 'failed')).toEqual([]);
      expect(chosen).toEqual({ executor: findings[0]!.executor, class: findings[0]!.class });
      for (const { executor, class: name } of findings.filter(({ executor }) => executor !== 'ort-cpu')) {
        expect({ executor, name }).toEqual({ executor, name: expect.stringMatching(OPENVINO_CLASS) });
      }
      const passed = findings.filter(({ state }) => state === 'passed');
      expect(await readdir(cacheDir)).toHaveLength(passed.length);
      expect(new Set(passed.map((finding) => finding.class)).size).toBe(passed.length);
    },
  );

  it('go on without an OpenVINO that does not load', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, OPENVINO_RELEASE.entry), 'no library');
    const { findings, chosen } = await inspectExecutors({ openVinoDir: folder });
    expect(stateOf(findings, 'openvino-f32')).toBe('failed');
    expect(chosen?.executor).toBe('ort-cpu');
  });
});
