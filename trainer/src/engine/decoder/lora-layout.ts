import type { JobManifest } from '@cultivar/sdk/spec';
import type { DecoderConfig } from '../../model/decoder-config.ts';
import { PROJECTION_PATHS, projectionShape } from './projections.ts';
import type { Projection } from './projections.ts';

/** One LoRA matrix and its place in the flat vector of all trainable values. */
export type LoraSlot = {
  /** PEFT's name of the tensor. */
  name: string;
  layer: number;
  projection: Projection;
  matrix: 'A' | 'B';
  /** A: `[rank, in]`, B: `[out, rank]`. */
  shape: readonly [number, number];
  offset: number;
  length: number;
};

/** The order of all trainable values in one flat vector: by layer, by projection, A before B. */
export type LoraLayout = { rank: number; scale: number; slots: readonly LoraSlot[]; length: number };

/** Lays out the LoRA matrices of a job. */
export function loraLayout(
  config: DecoderConfig,
  lora: Pick<JobManifest['lora'], 'rank' | 'alpha' | 'targets'>,
): LoraLayout {
  const slots: LoraSlot[] = [];
  let offset = 0;
  const projections = (Object.keys(PROJECTION_PATHS) as Projection[]).filter((p) => lora.targets.includes(p));
  for (let layer = 0; layer < config.layers; layer++) {
    for (const projection of projections) {
      const [out, into] = projectionShape(config, projection);
      for (const matrix of ['A', 'B'] as const) {
        const shape = matrix === 'A' ? ([lora.rank, into] as const) : ([out, lora.rank] as const);
        const length = shape[0] * shape[1];
        const name = `base_model.model.model.layers.${layer}.${PROJECTION_PATHS[projection]}.lora_${matrix}.weight`;
        slots.push({ name, layer, projection, matrix, shape, offset, length });
        offset += length;
      }
    }
  }
  return { rank: lora.rank, scale: lora.alpha / lora.rank, slots, length: offset };
}
