import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openModel } from '../../src/model/open-model.ts';
import { findTorch } from '../torch/find-torch.ts';
import { adaptersInPeft } from './adapters-in-peft.ts';
import type { AdapterInPeft } from './adapters-in-peft.ts';
import { PARITY_ARCHITECTURES, parityFixture } from './parity-fixture.ts';
import { parityRun } from './parity-run.ts';
import { parityTraining } from './parity-training.ts';
import { PARITY_VARIANTS, variantFixture } from './variant-fixture.ts';

/** PEFT takes a minute to load on a busy machine. */
const PATIENCE_MS = 900_000;

const FIND_PEFT =
  'import sys; from importlib.util import find_spec; sys.exit(not (find_spec("peft") and find_spec("transformers")))';
const { python, version } = findTorch();
const hasPeft = version !== undefined && spawnSync(python, ['-c', FIND_PEFT]).status === 0;

describe.runIf(hasPeft)(
  `an adapter of ours in PEFT${hasPeft ? '' : ' (not compared: none was found)'}`,
  () => {
    let folder: string;
    let found: AdapterInPeft[];
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'peft-'));
      const trained = [];
      for (const architecture of PARITY_ARCHITECTURES) {
        const fixture = await parityFixture(architecture);
        trained.push({ fixture, run: await parityRun(fixture), dir: join(folder, architecture) });
      }
      for (const variant of PARITY_VARIANTS) {
        const fixture = await variantFixture(variant);
        const model = await openModel(fixture.modelFiles);
        trained.push({ fixture, run: await parityTraining(model, fixture), dir: join(folder, variant) });
        await model.close();
      }
      found = await adaptersInPeft(python, trained);
    }, PATIENCE_MS);
    afterAll(() => rm(folder, { recursive: true }));

    it.each([...PARITY_ARCHITECTURES, ...PARITY_VARIANTS].map((name, i) => [name, i] as const))(
      'has every key and the same logits, for %s',
      (_, i) => {
        const { missing, unexpected, theirs, ours } = found[i]!;
        expect({ missing, unexpected }).toEqual({ missing: [], unexpected: [] });
        expect(theirs).toHaveLength(ours.length);
        expect(Math.max(...theirs.map((logit, at) => Math.abs(logit - ours[at]!)))).toBeLessThan(5e-5);
      },
    );
  },
);
