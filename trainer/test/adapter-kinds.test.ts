import { writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import type { JobManifestInput, TrainEvent } from '@cultivar/sdk/spec';
import { runTraining } from '../src/index.ts';
import type { TrainRequest } from '../src/index.ts';
import { packedTinyGguf } from './support/packed-tiny-gguf.ts';
import { tinyJob } from './support/tiny-job.ts';

/** Whole runs on a machine that may be busy: time decides nothing here. */
const PATIENCE_MS = 120_000;

type Lora = NonNullable<JobManifestInput['lora']>;
const LORA: Lora = { rank: 4, alpha: 8, targets: ['q_proj', 'v_proj', 'down_proj'] };

const KINDS: [string, Partial<Lora>][] = [['with DoRA and dropout', { dora: true, dropout: 0.3 }]];

function job(lora: Partial<Lora>): Promise<TrainRequest> {
  return tinyJob({ lora: { ...LORA, ...lora }, steps: 3, accumulation: 3, packing: false });
}

it.each(KINDS)(
  'a run %s gives the same bits on one core or two, and when it goes on after a stop',
  async (_, lora) => {
    const usual = await runTraining({ ...(await job({})), threads: 1 });
    const whole = await runTraining({ ...(await job(lora)), threads: 1 });
    // At its start an adapter changes nothing, and no mask has a part in a measurement.
    expect(whole.metrics.heldOutLossBefore).toBe(usual.metrics.heldOutLossBefore);
    expect(whole.metrics.heldOutLossAfter).not.toBe(usual.metrics.heldOutLossAfter);

    const request = { ...(await job(lora)), threads: 2 };
    const stopped = new AbortController();
    const atSecond = (event: TrainEvent) => {
      if (event.type === 'step' && event.step === 2) stopped.abort();
    };
    await expect(runTraining(request, { signal: stopped.signal, onEvent: atSecond })).rejects.toMatchObject({
      ...{ code: 'canceled', step: 2 },
    });
    expect((await runTraining(request)).traceRoot).toBe(whole.traceRoot);
  },
  PATIENCE_MS,
);

it(
  'a run on a base that is stored in four bits has the same result when it is kept so',
  async () => {
    const onPacked = async (manifest: Partial<JobManifestInput>) => {
      const request = await tinyJob({ lora: { ...LORA, dora: true }, steps: 2, ...manifest });
      await writeFile(request.modelFiles[0]!.path, packedTinyGguf());
      return runTraining({ ...request, threads: 1 });
    };
    const kept = await onPacked({ baseWeights: 'q4_1' });
    expect(kept.resultDigest).toBe((await onPacked({})).resultDigest);
  },
  PATIENCE_MS,
);
