import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { JobManifestInput, TrainEvent } from '@cultivar/sdk/spec';
import { replay, runTraining } from '../src/index.ts';
import type { TrainRequest } from '../src/index.ts';
import { tinyJob } from './support/tiny-job.ts';

const PATIENCE_MS = 120_000;

/** A job on pairs: the sum is right in one answer and off in the other. */
async function pairsJob(job: Partial<JobManifestInput> = {}): Promise<TrainRequest> {
  const rows = Array.from({ length: 16 }, (_, i) => ({
    ...{ prompt: `${i} + 2`, chosen: `${i + 2}`, rejected: `no ${i}` },
  }));
  const objective = { name: 'dpo', beta: 2 } as const;
  const request = await tinyJob({ objective, steps: 4, accumulation: 4, ...job }, rows);
  const format = { name: 'preference', prompt: 'prompt', chosen: 'chosen', rejected: 'rejected' } as const;
  return { ...request, datasets: [{ ...request.datasets[0]!, format }] };
}

async function train(request: TrainRequest) {
  const events: TrainEvent[] = [];
  const result = await runTraining(request, { onEvent: (event) => events.push(event) });
  const ofType = <T extends TrainEvent['type']>(type: T) =>
    events.filter((event) => event.type === type) as Extract<TrainEvent, { type: T }>[];
  return { result, steps: ofType('step'), evals: ofType('eval'), started: ofType('started')[0]! };
}

describe('a run on pairs of answers', { timeout: PATIENCE_MS }, () => {
  it('moves the better answers ahead, says how they stand, and can be replayed', async () => {
    const request = await pairsJob({
      lora: { rank: 8, alpha: 64, targets: ['o_proj', 'down_proj', 'up_proj', 'v_proj'] },
    });
    const { result, steps, evals, started } = await train(request);
    expect(started).toMatchObject({ rows: 12, heldOutRows: 4, steps: 4 });
    // The reference is where training begins: no pair stands better than another.
    const nothing = { chosenReward: 0, rejectedReward: 0, margin: 0, accuracy: 0 };
    expect(steps[0]).toMatchObject({ loss: Math.LN2, preference: nothing });
    expect(evals[0]).toMatchObject({ heldOutLoss: Math.LN2, preference: nothing });
    const { heldOutLoss, preference } = evals[1]!;
    expect(heldOutLoss).toBeLessThan(0.7 * Math.LN2);
    expect(preference!.margin).toBeCloseTo(preference!.chosenReward - preference!.rejectedReward, 12);
    expect(preference!.accuracy).toBe(1);
    expect(result.metrics).toMatchObject({ heldOutLossAfter: heldOutLoss, heldOutAccuracy: 1 });

    const trace = JSON.parse(await readFile(result.tracePath, 'utf8')) as {
      leaves: { stateHash: string; seal: string }[];
    };
    const state = await readFile(`${request.outDir}/checkpoints/step-000002.state`);
    const { leaf } = await replay(request, 2, state);
    expect(leaf).toMatchObject({ stateHash: trace.leaves[2]!.stateHash, seal: trace.leaves[2]!.seal });
  });

  it('has the same loss and gradient norm however a step is cut into micro-batches', async () => {
    const [whole, cut] = [
      await train(await pairsJob({ steps: 2, batchSize: 4, accumulation: 1 })),
      await train(await pairsJob({ steps: 2, batchSize: 1, accumulation: 4 })),
    ];
    cut.steps.forEach(({ loss, gradNorm }, i) => {
      expect(Math.abs(loss / whole.steps[i]!.loss - 1)).toBeLessThan(1e-5);
      expect(Math.abs(gradNorm / whole.steps[i]!.gradNorm - 1)).toBeLessThan(1e-5);
    });
  });

  it('refuses rows that are no pairs, and pairs without their objective', async () => {
    const objective = { name: 'dpo', beta: 0.1 } as const;
    await expect(runTraining(await tinyJob({ objective }))).rejects.toMatchObject({
      ...{
        name: 'DataError',
        code: 'wrong_method',
        message: expect.stringContaining('holds no pairs') as string,
      },
    });
    await expect(runTraining(await pairsJob({ objective: undefined }))).rejects.toMatchObject({
      ...{ code: 'wrong_method', message: expect.stringContaining('the objective dpo alone') as string },
    });
  });
});
