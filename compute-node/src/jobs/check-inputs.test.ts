import type { DatasetManifest, JobManifestInput, ModelManifest } from '@cultivar/sdk/spec';
import { describe, expect, it } from 'vitest';
import { testSpec } from '../../test/test-spec.ts';
import { checkInputs } from './check-inputs.ts';
import type { StatedInputs } from './check-inputs.ts';

const model = (changed: Partial<ModelManifest['model']> = {}) => ({
  model: {
    ...{ architecture: 'llama', format: 'safetensors', parameters: 1_000, contextLength: 512 },
    ...{ vocabularySize: 320, hiddenSize: 64, ...changed },
  } satisfies ModelManifest['model'],
});
const rows = (format: DatasetManifest['dataset']['format']) => ({ dataset: { rows: 10, format } });
const TEXT = rows({ name: 'text', field: 'text' });
const PAIRS = rows({ name: 'preference', chosen: 'chosen', rejected: 'rejected' });

const LORA = { rank: 4, alpha: 8 };
const DPO = { name: 'dpo', beta: 0.1 } as const;

describe('what a job is made from', () => {
  it.each<[string, Partial<JobManifestInput>, Partial<StatedInputs>]>([
    ['projections that the base has', {}, {}],
    [
      'fused ones of a Phi-3',
      { lora: { ...LORA, targets: ['qkv_proj', 'o_proj', 'gate_up_proj', 'down_proj'] } },
      { model: model({ architecture: 'phi3' }) },
    ],
    ['pairs, which are to be learnt from', { objective: DPO }, { datasets: [PAIRS] }],
    ['a teacher of the same vocabulary', {}, { teacher: model({ architecture: 'mistral' }) }],
    ['a teacher that does not say', {}, { teacher: model({ vocabularySize: undefined }) }],
    ['rows of whole blocks', { baseWeights: 'q4_1' }, {}],
    ['rows of which nothing is said', { baseWeights: 'q4_1' }, { model: model({ hiddenSize: undefined }) }],
  ])('is taken with %s', (_, changed, inputs) => {
    const stated = { model: model(), datasets: [TEXT], ...inputs };
    expect(() => checkInputs(testSpec(changed), stated)).not.toThrow();
  });

  it.each<[string, string, Partial<JobManifestInput>, Partial<StatedInputs>]>([
    ['targets-absent', 'a llama model has no qkv_proj', { lora: { ...LORA, targets: ['qkv_proj'] } }, {}],
    [
      ...(['targets-absent', 'a phi3 model has no q_proj, up_proj'] as const),
      { lora: { ...LORA, targets: ['o_proj', 'q_proj', 'up_proj'] } },
      { model: model({ architecture: 'phi3' }) },
    ],
    ['rows-uneven', 'rows of 48 values', { baseWeights: 'q4_1' }, { model: model({ hiddenSize: 48 }) }],
    [
      ...(['teacher-differs', 'the base has 320 tokens, the teacher 300'] as const),
      {},
      { teacher: model({ vocabularySize: 300 }) },
    ],
    ['rows-of-another-kind', 'learns from pairs of answers', { objective: DPO }, {}],
    ['rows-of-another-kind', 'holds pairs of answers', {}, { datasets: [PAIRS] }],
    [
      ...(['rows-of-another-kind', 'dataset 41337:2 holds rows of the format text'] as const),
      {
        objective: DPO,
        datasets: [{ asset: '41337:2', manifest: `0x${'22'.repeat(32)}`, format: { name: 'text' } }],
      },
      { datasets: [PAIRS] },
    ],
  ])('is refused as %s: %s', (code, message, changed, inputs) => {
    const stated = { model: model(), datasets: [TEXT], ...inputs };
    expect(() => checkInputs(testSpec(changed), stated)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) as string }),
    );
  });
});
