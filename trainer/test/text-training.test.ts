import { expect, it } from 'vitest';
import type { TrainEvent } from '@cultivar/sdk/spec';
import { runTraining } from '../src/index.ts';
import { tinyJob } from './support/tiny-job.ts';

it(
  'goes on with pre-training on texts of any length, every token of which counts',
  { timeout: 120_000 },
  async () => {
    const texts = [3, 40, 9, 60].map((words, i) =>
      Array.from({ length: words }, (_, j) => `w${i * j}`).join(' '),
    );
    const request = await tinyJob(
      { steps: undefined, epochs: 1, data: { heldOutRows: 1, orderSeed: 1 } },
      texts.map((text) => ({ text })),
    );
    const dataset = { ...request.datasets[0]!, format: { name: 'text', field: 'text' } as const };
    const events: TrainEvent[] = [];
    await runTraining({ ...request, datasets: [dataset] }, { onEvent: (event) => events.push(event) });
    const started = events.find((event) => event.type === 'started')!;
    expect(started).toMatchObject({ rows: 3, heldOutRows: 1 });
    // More than one row fills: long texts go on in further sequences, and nothing is cut off.
    expect(started.steps).toBeGreaterThan(3);
    expect(events.filter(({ type }) => type === 'warning')).toEqual([]);
    expect(events.at(-1)).toMatchObject({ type: 'finished', steps: started.steps });
  },
);
