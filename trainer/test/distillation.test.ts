import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { JobManifestInput, TrainEvent } from '@cultivar/sdk/spec';
import { replay, runTraining } from '../src/index.ts';
import type { TrainRequest } from '../src/index.ts';
import { parityFixture } from './parity/parity-fixture.ts';
import { ggufBytes } from './support/gguf-bytes.ts';
import { tinyGgufMetadata, tinyGgufTensors } from './support/tiny-gguf.ts';
import { tinyJob } from './support/tiny-job.ts';

const PATIENCE_MS = 120_000;

/** A job that learns from the tiny model with another last layer. */
async function taughtJob(weight: number): Promise<TrainRequest> {
  const objective: JobManifestInput['objective'] = {
    ...{ name: 'distillation', temperature: 2, weight },
    teacher: { asset: '41337:3', manifest: `0x${'44'.repeat(32)}` },
  };
  const request = await tinyJob({
    ...{ steps: 4, accumulation: 8, objective },
    lora: { rank: 8, alpha: 64, targets: ['o_proj', 'down_proj', 'up_proj', 'v_proj'] },
  });
  const path = `${request.modelFiles[0]!.path}.teacher`;
  const tensors = tinyGgufTensors().map((tensor) =>
    tensor.name === 'blk.1.ffn_down.weight'
      ? {
          ...tensor,
          bytes: new Uint8Array(new Float32Array(tensor.bytes.buffer).map((value) => -4 * value).buffer),
        }
      : tensor,
  );
  await writeFile(path, ggufBytes(tinyGgufMetadata(), tensors));
  return { ...request, teacherFiles: [{ name: 'teacher.gguf', path }] };
}

async function train(request: TrainRequest) {
  const events: TrainEvent[] = [];
  const result = await runTraining(request, { onEvent: (event) => events.push(event) });
  const losses = events.flatMap((event) => (event.type === 'step' ? [event.loss] : []));
  const trace = JSON.parse(await readFile(result.tracePath, 'utf8')) as {
    leaves: { stateHash: string; seal: string }[];
  };
  return { result, losses, leaves: trace.leaves };
}

describe('a run with a teacher', { timeout: PATIENCE_MS }, () => {
  it('learns from it, stands on it from the first leaf on, and can be replayed', async () => {
    const request = await taughtJob(1);
    const taught = await train(request);
    // All of the loss is the distance to the teacher.
    expect(taught.losses.at(-1)!).toBeLessThan(0.95 * taught.losses[0]!);
    const state = await readFile(`${request.outDir}/checkpoints/step-000002.state`);
    const { leaf, inputs } = await replay(request, 2, state);
    expect(leaf).toMatchObject({ stateHash: taught.leaves[2]!.stateHash, seal: taught.leaves[2]!.seal });
    expect(inputs.stateHash).toBe(taught.leaves[0]!.stateHash);

    const other = { ...request, teacherFiles: request.modelFiles };
    const changed = await replay(other, 2, state);
    expect(changed.inputs.stateHash).not.toBe(taught.leaves[0]!.stateHash);
    expect(changed.leaf.stateHash).not.toBe(taught.leaves[2]!.stateHash);
  });

  it('refuses a job whose teacher is not there, or speaks of other tokens', async () => {
    const { teacherFiles, ...alone } = await taughtJob(0.5);
    expect(teacherFiles).toHaveLength(1);
    await expect(runTraining(alone)).rejects.toMatchObject({
      ...{ code: 'request_refused', message: 'the job learns from a teacher, the request brings none' },
    });
    const stranger = { ...alone, teacherFiles: (await parityFixture('mistral')).modelFiles };
    await expect(runTraining(stranger)).rejects.toMatchObject({
      code: 'request_refused',
      message: 'teacher and base are not of one vocabulary: the base has 300 tokens, the teacher 320',
    });
    const metadata = tinyGgufMetadata() as Record<string, unknown> & {
      'tokenizer.ggml.tokens': { texts: string[] };
    };
    const texts = [...metadata['tokenizer.ggml.tokens'].texts];
    [texts[40], texts[41]] = [texts[41]!, texts[40]!];
    const path = `${alone.modelFiles[0]!.path}.turned`;
    const turned = { ...tinyGgufMetadata(), 'tokenizer.ggml.tokens': { texts } };
    await writeFile(path, ggufBytes(turned, tinyGgufTensors()));
    await expect(runTraining({ ...alone, teacherFiles: [{ name: 'turned.gguf', path }] })).rejects.toThrow(
      /not of one vocabulary: token 40 is/,
    );
  });
});
