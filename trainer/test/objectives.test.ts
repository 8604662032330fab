import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { JobManifestInput, TrainEvent } from '@cultivar/sdk/spec';
import { replay, runTraining } from '../src/index.ts';
import type { TrainRequest } from '../src/index.ts';
import { parityFixture } from './parity/parity-fixture.ts';
import { calledCli } from './support/called-cli.ts';
import { ggufBytes } from './support/gguf-bytes.ts';
import { tinyGgufMetadata, tinyGgufTensors } from './support/tiny-gguf.ts';
import { tinyJob } from './support/tiny-job.ts';

const PATIENCE_MS = 120_000;
/** Enough of an adapter to move the tiny model within a few steps. */
const STRONG: JobManifestInput['lora'] = {
  ...{ rank: 8, alpha: 64, targets: ['o_proj', 'down_proj', 'up_proj', 'v_proj'] },
};

async function train(request: TrainRequest) {
  const events: TrainEvent[] = [];
  const result = await runTraining({ ...request, threads: 1 }, { onEvent: (event) => events.push(event) });
  const ofType = <T extends TrainEvent['type']>(type: T) =>
    events.filter((event) => event.type === type) as Extract<TrainEvent, { type: T }>[];
  return { result, steps: ofType('step'), evals: ofType('eval'), started: ofType('started')[0]!, events };
}

/** A job on pairs: the sum is right in one answer and off in the other. */
async function pairsJob(objective: JobManifestInput['objective']): Promise<TrainRequest> {
  const rows = Array.from({ length: 16 }, (_, i) => ({
    ...{ prompt: `${i} + 2`, chosen: `${i + 2}`, rejected: `no ${i}` },
  }));
  const request = await tinyJob({ objective, lora: STRONG, steps: 4, accumulation: 4 }, rows);
  const format = { name: 'preference', prompt: 'prompt', chosen: 'chosen', rejected: 'rejected' } as const;
  return { ...request, datasets: [{ ...request.datasets[0]!, format }] };
}

/** A job that learns from the tiny model with another last layer. */
async function taughtJob(): Promise<TrainRequest> {
  const objective: JobManifestInput['objective'] = {
    ...{ name: 'distillation', temperature: 2, weight: 1 },
    teacher: { asset: '41337:3', manifest: `0x${'44'.repeat(32)}` },
  };
  const request = await tinyJob({ objective, lora: STRONG, steps: 4, accumulation: 4 });
  const path = `${request.modelFiles[0]!.path}.teacher`;
  const turned = (bytes: Uint8Array) =>
    new Uint8Array(new Float32Array(bytes.buffer as ArrayBuffer).map((value) => -4 * value).buffer);
  const tensors = tinyGgufTensors().map((tensor) =>
    tensor.name === 'blk.1.ffn_down.weight' ? { ...tensor, bytes: turned(tensor.bytes) } : tensor,
  );
  await writeFile(path, ggufBytes(tinyGgufMetadata(), tensors));
  return { ...request, teacherFiles: [{ name: 'teacher.gguf', path }] };
}

describe('a run on pairs of answers', { timeout: PATIENCE_MS }, () => {
  it('moves the better answers ahead and says how they stand', async () => {
    const request = await pairsJob({ name: 'dpo', beta: 2 });
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

    const [model, data] = [request.modelFiles[0]!.path, request.datasets[0]!.files[0]!.path];
    const inputs = ['--model', model, '--data', data, '--adapter', result.adapterDir, '--threads', '1'];
    const { out } = await calledCli(['eval', ...inputs, '--sequence-length', '96', '--executor', 'ort-cpu'], {
      terminal: true,
    });
    expect(out).toMatch(/of 16 pairs the better answer is the likelier in \d+ %, with the adapter in 100 %/);
    expect(out).toContain('it moves 100 % of them the right way');
  });

  it('refuses rows that are no pairs, and pairs without their objective', async () => {
    await expect(train(await tinyJob({ objective: { name: 'dpo', beta: 0.1 } }))).rejects.toMatchObject({
      ...{
        name: 'DataError',
        code: 'wrong_method',
        message: expect.stringContaining('holds no pairs') as string,
      },
    });
    await expect(train(await pairsJob(undefined))).rejects.toMatchObject({
      ...{ code: 'wrong_method', message: expect.stringContaining('the objective dpo alone') as string },
    });
  });
});

describe('a run with a teacher', { timeout: PATIENCE_MS }, () => {
  it('learns from it, and stands on it from the first leaf on', async () => {
    const request = await taughtJob();
    const { steps } = await train(request);
    // All of the loss is the distance to the teacher.
    expect(steps.at(-1)!.loss).toBeLessThan(0.95 * steps[0]!.loss);
    const { inputs } = await replay({ ...request, threads: 1 }, 0, undefined);
    const other = await replay({ ...request, threads: 1, teacherFiles: request.modelFiles }, 0, undefined);
    expect(other.inputs.stateHash).not.toBe(inputs.stateHash);
  });

  it('refuses a job whose teacher is not there, or speaks of other tokens', async () => {
    const { teacherFiles, ...alone } = await taughtJob();
    expect(teacherFiles).toHaveLength(1);
    await expect(train(alone)).rejects.toMatchObject({
      ...{ code: 'request_refused', message: 'the job learns from a teacher, the request brings none' },
    });
    const stranger = { ...alone, teacherFiles: (await parityFixture('mistral')).modelFiles };
    await expect(train(stranger)).rejects.toMatchObject({
      code: 'request_refused',
      message: 'teacher and base are not of one vocabulary: the base has 300 tokens, the teacher 320',
    });
    const metadata = tinyGgufMetadata();
    const { texts } = metadata['tokenizer.ggml.tokens'] as { texts: string[] };
    const swapped = texts.with(40, texts[41]!).with(41, texts[40]!);
    const path = `${alone.modelFiles[0]!.path}.swapped`;
    await writeFile(
      path,
      ggufBytes({ ...metadata, 'tokenizer.ggml.tokens': { texts: swapped } }, tinyGgufTensors()),
    );
    await expect(train({ ...alone, teacherFiles: [{ name: 'swapped.gguf', path }] })).rejects.toThrow(
      /not of one vocabulary: token 40 is/,
    );
  });
});

it(
  'goes on with pre-training on texts of any length, every token of which counts',
  { timeout: PATIENCE_MS },
  async () => {
    const texts = [3, 40, 9, 60].map((words, i) =>
      Array.from({ length: words }, (_, j) => `w${i * j}`).join(' '),
    );
    const request = await tinyJob(
      { steps: undefined, epochs: 1, data: { heldOutRows: 1, orderSeed: 1 } },
      texts.map((text) => ({ text })),
    );
    const dataset = { ...request.datasets[0]!, format: { name: 'text', field: 'text' } as const };
    const { started, events } = await train({ ...request, datasets: [dataset] });
    expect(started).toMatchObject({ rows: 3, heldOutRows: 1 });
    // More than one row fills: long texts go on in further sequences, and nothing is cut off.
    expect(started.steps).toBeGreaterThan(3);
    expect(events.filter(({ type }) => type === 'warning')).toEqual([]);
    expect(events.at(-1)).toMatchObject({ type: 'finished', steps: started.steps });
  },
);
