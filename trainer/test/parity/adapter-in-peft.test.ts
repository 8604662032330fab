import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { findTorch } from '../torch/find-torch.ts';
import { adapterInPeft } from './adapter-in-peft.ts';
import { PARITY_ARCHITECTURES, parityFixture } from './parity-fixture.ts';
import { parityRun } from './parity-run.ts';

const { python, version } = findTorch();
const hasPeft = version !== undefined && spawnSync(python, ['-c', 'import peft, transformers']).status === 0;

describe.runIf(hasPeft)(
  `an adapter of ours in PEFT${hasPeft ? '' : ' (not compared: none was found)'}`,
  () => {
    it.each(PARITY_ARCHITECTURES)('has every key and the same logits, for %s', async (architecture) => {
      const fixture = await parityFixture(architecture);
      const run = await parityRun(fixture);
      const { missing, unexpected, theirs, ours } = await adapterInPeft(
        python,
        fixture,
        run,
        await temporaryFolder(),
      );
      expect({ missing, unexpected }).toEqual({ missing: [], unexpected: [] });
      expect(theirs).toHaveLength(ours.length);
      expect(Math.max(...theirs.map((logit, i) => Math.abs(logit - ours[i]!)))).toBeLessThan(5e-5);
    });
  },
);
