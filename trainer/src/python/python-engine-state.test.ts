import { expect, it } from 'vitest';
import { parseManifest } from '@cultivar/sdk/spec';
import type { JobManifestInput } from '@cultivar/sdk/spec';
import { tinyJob } from '../../test/support/tiny-job.ts';
import { quantizeQ4_1 } from '../model/gguf/quantize-q4-1.ts';
import { openModel } from '../model/open-model.ts';
import { unpackMatrix } from '../model/packed-matrix.ts';
import { openInParts } from '../run/open-in-parts.ts';
import { pythonEngineState } from './python-engine-state.ts';

/** What a tiny job begins with. */
async function stateOf(changed: Partial<JobManifestInput>) {
  const request = await tinyJob(changed);
  const { opening, model } = openInParts(request.modelFiles);
  const open = pythonEngineState(parseManifest(request.manifest, 'job'), request);
  return { state: await open(opening).finally(async () => (await model).close()), request };
}

const DORA: JobManifestInput['lora'] = { rank: 2, alpha: 4, targets: ['o_proj'], dora: true };

it.each([
  ['as they are stored', undefined],
  ['in four bits', 'q4_1'],
] as const)('begins magnitudes with the lengths of the rows of base weights %s', async (_, baseWeights) => {
  const { state, request } = await stateOf({ lora: DORA, baseWeights });
  const model = await openModel(request.modelFiles);
  const weight = await model.weights.read('model.layers.0.self_attn.o_proj.weight');
  await model.close();
  const values = new Float32Array(weight);
  if (baseWeights)
    unpackMatrix({ format: 'Q4_1', bytes: quantizeQ4_1(weight), shape: [values.length] }, values);
  const { offset, length } = state.layout.slots.find(({ name }) => name.endsWith('magnitude_vector'))!;
  const width = values.length / length;
  const lengths = Array.from({ length }, (_, row) =>
    Math.hypot(...values.subarray(row * width, (row + 1) * width)),
  );
  expect(values.length).toBe(weight.length);
  for (const [row, expected] of lengths.entries())
    expect(state.neutral![offset + row]).toBeCloseTo(expected, 6);
});

it('refuses a job whose teacher is not there', async () => {
  const objective: JobManifestInput['objective'] = {
    ...{ name: 'distillation', temperature: 2, weight: 0.5 },
    teacher: { asset: '41337:3', manifest: `0x${'44'.repeat(32)}` },
  };
  await expect(stateOf({ objective })).rejects.toMatchObject({
    ...{ code: 'request_refused', message: 'the job learns from a teacher, the request brings none' },
  });
});
