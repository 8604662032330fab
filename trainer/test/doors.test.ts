import { compareLosses } from '@cultivar/trainer/eval';
import { exportGguf, ExportError } from '@cultivar/trainer/export';
import { inspectData, knownExecutors, openModel, PRESETS, runTraining } from '@cultivar/trainer';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sums, tinyJob } from './support/tiny-job.ts';

describe('the doors of the library', () => {
  it('lead from rows to an adapter that is measured and worked into a model', async () => {
    const request = await tinyJob({ steps: 2 });
    const { adapterDir, metrics } = await runTraining(request);
    const outFile = join(request.outDir, 'merged.gguf');
    await exportGguf({ modelFiles: request.modelFiles, adapterDir, outFile, type: 'f32' });
    const again = exportGguf({ modelFiles: request.modelFiles, adapterDir, outFile, type: 'f32' });
    await expect(again).rejects.toBeInstanceOf(ExportError);

    const merged = await openModel([{ name: 'merged.gguf', path: outFile }]);
    const base = await openModel(request.modelFiles);
    const options = {
      sequenceLength: 96,
      badRows: 'refuse',
      executor: knownExecutors()[0]!,
      threads: 1,
    } as const;
    const { adapter } = await compareLosses(base, request.datasets, { ...options, adapterDir });
    const alone = await compareLosses(merged, request.datasets, options);
    await Promise.all([base.close(), merged.close()]);
    expect(alone.base.loss).toBeCloseTo(adapter!.loss, 5);
    expect(alone.rows).toBe(24);
    expect(metrics.heldOutLossAfter).toBeGreaterThan(0);
  });

  it('show rows as a preset would read them', async () => {
    const { modelFiles, datasets } = await tinyJob({}, sums(8));
    const model = await openModel(modelFiles);
    const rows = { heldOutRows: 0, orderSeed: 1, templateDate: '2026-01-01' };
    const data = { ...rows, badRows: 'refuse', lossOn: 'assistant' } as const;
    const { sequenceLength, packing } = PRESETS.instruction.settings;
    const found = await inspectData({ data, sequenceLength, packing }, datasets, model, 1);
    await model.close();
    expect(found.rows).toBe(8);
    expect(found.samples[0]!.pieces.some(({ counted }) => counted)).toBe(true);
  });
});
