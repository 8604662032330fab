import type { JobManifest } from '@cultivar/sdk/spec';
import type { ModelWeights } from '../../model/base-model.ts';
import type { Engine } from './engine.ts';
import { openFullEngine } from './open-full-engine.ts';
import { openLoraEngine } from './open-lora-engine.ts';

/** The engine of a job's method. @throws as `openLoraEngine` and `openFullEngine` */
export function openEngine(
  model: ModelWeights,
  { lora, seed, baseWeights }: Pick<JobManifest, 'lora' | 'seed' | 'baseWeights'>,
  options: Parameters<typeof openFullEngine>[1],
): Promise<Engine & { readonly neutral?: Float32Array }> {
  return lora
    ? openLoraEngine(model, lora, { ...options, seed, baseWeights })
    : openFullEngine(model, options);
}
