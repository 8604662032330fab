import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { JobManifestInput } from '@cultivar/sdk/spec';
import type { TrainRequest } from '../../src/run/train-request.ts';
import { parityFixture } from '../parity/parity-fixture.ts';
import { packedTinyGguf } from '../support/packed-tiny-gguf.ts';
import { tinyJob } from '../support/tiny-job.ts';

const TEXTS = Array.from({ length: 24 }, (_, i) => ({
  text: `${i} and ${i + 2} make ${2 * i + 2}; ${'so '.repeat(i % 5)}on`,
}));

/** A request to train a fixture's model on texts, which need no chat template, packed, two sequences a step. */
export async function fixtureJob(
  architecture: string,
  manifest: Partial<JobManifestInput> = {},
): Promise<TrainRequest> {
  const { modelFiles, lora } = await parityFixture(architecture);
  const request = await tinyJob(
    {
      lora: { rank: 4, alpha: 8, targets: lora.targets },
      optimizer: { name: 'adamw', learningRate: 0.005, epsilon: 1e-5, weightDecay: 0.01 },
      ...{ sequenceLength: 64, accumulation: 2, steps: 8, segmentSteps: 4 },
      evaluation: { everySteps: 4 },
      ...manifest,
    },
    TEXTS,
  );
  const [dataset] = request.datasets;
  return {
    ...request,
    ...{ modelFiles, threads: 1 },
    datasets: [{ ...dataset!, format: { name: 'text', field: 'text' } }],
  };
}

/** A job on pairs: the sum is right in one answer and off in the other. */
export async function pairsJob(): Promise<TrainRequest> {
  const rows = Array.from({ length: 16 }, (_, i) => ({
    ...{ prompt: `${i} + 2`, chosen: `${i + 2}`, rejected: `no, ${i} it is` },
  }));
  const lora: JobManifestInput['lora'] = { rank: 8, alpha: 32, targets: ['o_proj', 'down_proj', 'v_proj'] };
  const changed = { objective: { name: 'dpo', beta: 2 } as const, lora, steps: 8, accumulation: 4 };
  const request = await tinyJob({ ...changed, evaluation: { everySteps: 4 } }, rows);
  const format = { name: 'preference', prompt: 'prompt', chosen: 'chosen', rejected: 'rejected' } as const;
  return { ...request, threads: 1, datasets: [{ ...request.datasets[0]!, format }] };
}

/** A job that learns from a model of another architecture and the same vocabulary. */
export async function taughtJob(manifest: Partial<JobManifestInput> = {}): Promise<TrainRequest> {
  const teacher = { asset: '41337:3', manifest: `0x${'44'.repeat(32)}` } as const;
  const objective = { name: 'distillation', temperature: 2, weight: 0.75, teacher } as const;
  const request = await fixtureJob('llama', { objective, ...manifest });
  const ofTokens = ({ name }: { name: string }) => name === 'tokenizer.json';
  const { modelFiles } = await parityFixture('mistral');
  const teacherFiles = [
    ...modelFiles.filter((file) => !ofTokens(file)),
    ...request.modelFiles.filter(ofTokens),
  ];
  return { ...request, teacherFiles };
}

/** A job on the tiny model as a GGUF whose layers are stored in Q4_0, kept so. */
export async function packedJob(): Promise<TrainRequest> {
  const request = await tinyJob({ baseWeights: 'q4_1', steps: 4 });
  const path = `${request.modelFiles[0]!.path}.packed`;
  await writeFile(path, packedTinyGguf());
  return { ...request, threads: 1, modelFiles: [{ name: 'packed.gguf', path }] };
}

/** The same request in another folder. */
export function elsewhere(request: TrainRequest, name: string): TrainRequest {
  return { ...request, outDir: join(dirname(request.outDir), name) };
}
