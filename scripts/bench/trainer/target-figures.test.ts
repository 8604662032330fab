import { describe, expect, it } from 'vitest';
import type { Result } from './measures.ts';
import { showTables } from './show-tables.ts';
import { summarize } from './summary.ts';
import { targetFigures } from './target-figures.ts';

function trained(id: string, round: number, seconds: readonly number[], peakBytes: number) {
  const steps = seconds.map((each) => ({ seconds: each, cpuSeconds: 2 * each, tokens: 1000, loss: 1 }));
  const result: Result = {
    ...{ kind: 'training', readySeconds: 1, readyCpuSeconds: 1, firstStepSeconds: 4, firstLoss: 1.5 },
    ...{ steps, peakBytes },
  };
  return { id, round, at: '2026-01-01T00:00:00.000Z', load: round, result };
}

const WHERE = 'threads-2/batch-4';
const summary = summarize([
  trained(`training/ort-cpu/${WHERE}`, 1, [4, 2], 1e9),
  trained(`training/ort-cpu/${WHERE}`, 2, [5], 2e9),
  trained(`training/openvino-bf16/${WHERE}`, 1, [10], 1e9),
  trained(`training/peft-f32/${WHERE}`, 1, [6], 2e9),
  trained(`training/peft-bf16/${WHERE}`, 1, [2.5], 8e9),
  { id: 'training/wasm', round: 1, at: '', load: 9, error: 'broken' },
]);

describe('the figures of the trainer', () => {
  it('are the best and the middle of all steps, and the most memory of all rounds', () => {
    expect(summary.trainings.get(`training/ort-cpu/${WHERE}`)).toMatchObject({
      ...{ bestTokensPerSecond: 500, medianTokensPerSecond: 250, tokensPerCpuSecond: 250 },
      ...{ peakBytes: 2e9, steps: 3 },
    });
    expect(summary.loads).toEqual([1, 2]);
  });

  it('stand beside the peer of the same precision, and beside the fastest', () => {
    const ratios = Object.fromEntries(targetFigures(summary).map(({ name, ratio }) => [name, ratio]));
    expect(ratios['f32, 2 threads, batch 4 (ort-cpu)']).toBe(3);
    expect(ratios['bf16, 2 threads, batch 4 (openvino-bf16)']).toBe(0.25);
    expect(ratios['best of ours : PEFT in bf16, 2 threads, batch 4 (ort-cpu)']).toBe(1.25);
    expect(ratios['memory, f32, 2 threads, batch 4 (ort-cpu)']).toBe(1);
  });

  it('say how far a curve of losses leaves the band of the seeds', () => {
    const curve = (by: string, loss: number) => {
      const one = trained(`curve/${by}/threads-1/batch-1`, 1, Array<number>(40).fill(1), 1e9);
      return {
        ...one,
        result: { ...one.result, steps: one.result.steps.map((step) => ({ ...step, loss })) },
      };
    };
    const seeds = [2, 2.5, 2.2].map((loss, i) => curve(`peft-bf16-seed-${i + 1}`, loss));
    const figureOf = (loss: number) =>
      targetFigures(summarize([curve('openvino-bf16', loss), ...seeds])).find(({ unit }) => unit === 'nats');
    expect(figureOf(2.3)).toMatchObject({ value: 0, target: 0.5 });
    expect(figureOf(1.5)).toMatchObject({ value: 0.5, target: 0.5 });
    expect(figureOf(3.25)).toMatchObject({ value: 0.75, target: 0.5 });
    expect(targetFigures(summarize([curve('openvino-bf16', 2)])).some(({ unit }) => unit === 'nats')).toBe(
      false,
    );
  });

  it('show no time of a curve, which is taken under any load', () => {
    const curve = { ...trained('curve/openvino-bf16/threads-1/batch-1', 1, [1], 1e9), load: 40 };
    const text = showTables(
      summarize([trained('training/ort-cpu/threads-2/batch-4', 1, [1], 1e9), curve]),
      [],
    );
    expect(text).toMatch(/^Load 1\.0 to 1\.0\.\n/);
    expect(text).not.toContain('curve/');
  });

  it('say which targets are met', () => {
    const lines = showTables(summary, targetFigures(summary)).split('\n');
    const lineOf = (name: string) => lines.find((line) => line.startsWith(`| ${name}`));
    expect(lineOf('f32, 2 threads')).toMatch(/3\.00 \| at least 2 \| met \|$/);
    expect(lineOf('bf16, 2 threads')).toMatch(/0\.25 \| at least 1\.6 \| \*\*missed\*\* \|$/);
    expect(lineOf('memory, best of ours : PEFT in bf16')).toMatch(/0\.25 \| at most 0\.5 \| met \|$/);
  });
});
