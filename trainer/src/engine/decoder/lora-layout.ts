import type { DecoderConfig } from '../../model/decoder-config.ts';
import { linearModules } from '../../model/linear-modules.ts';
import type { ModuleName } from '../../model/linear-modules.ts';
import { projectionShape } from '../../model/projection-shape.ts';
import { loraScale } from './lora-scale.ts';
import { LoraTargetError } from './lora-target-error.ts';
import type { TrainedSlot } from './trained-layout.ts';

/** What is trained of a module: two matrices, and with DoRA the lengths of its rows. */
export type LoraMatrix = 'A' | 'B' | 'magnitude';

/** One LoRA matrix, by PEFT's name, and its place: A is `[rank, in]`, B `[out, rank]`, magnitude `[out]`. */
export type LoraSlot = TrainedSlot & {
  layer: number;
  module: ModuleName;
  matrix: LoraMatrix;
};

/** The order of all trainable values in one flat vector: by layer, by module, A before B before magnitude. */
export type LoraLayout = {
  rank: number;
  scale: number;
  /** Share of a module's inputs that LoRA does not see in a training step; absent: none. */
  dropout?: number;
  slots: readonly LoraSlot[];
  length: number;
};

/** What of a job or an adapter decides its matrices and how they act. */
export type LoraSettings = {
  rank: number;
  alpha: number;
  targets: readonly ModuleName[];
  rankStabilized?: true | undefined;
  dropout?: number | undefined;
  dora?: true | undefined;
};

/**
 * Lays out the LoRA matrices of a job.
 *
 * @throws LoraTargetError for a target that the model does not have.
 */
export function loraLayout(config: DecoderConfig, lora: LoraSettings): LoraLayout {
  const modules = linearModules(config);
  const absent = lora.targets.find((target) => !modules.some(({ name }) => name === target));
  if (absent) {
    throw new LoraTargetError(
      absent,
      modules.map(({ name }) => name),
    );
  }
  const slots: LoraSlot[] = [];
  let offset = 0;
  for (let layer = 0; layer < config.layers; layer++) {
    for (const { name: module, path, parts } of modules) {
      if (!lora.targets.includes(module)) continue;
      const into = projectionShape(config, parts[0]!)[1];
      const out = parts.reduce((sum, part) => sum + projectionShape(config, part)[0], 0);
      const add = (matrix: LoraMatrix, shape: readonly number[], suffix: string) => {
        const length = shape.reduce((a, b) => a * b, 1);
        const name = `base_model.model.model.layers.${layer}.${path}.${suffix}`;
        slots.push({ name, layer, module, matrix, shape, offset, length });
        offset += length;
      };
      add('A', [lora.rank, into], 'lora_A.weight');
      add('B', [out, lora.rank], 'lora_B.weight');
      if (lora.dora) add('magnitude', [out], 'lora_magnitude_vector');
    }
  }
  return {
    ...{ rank: lora.rank, scale: loraScale(lora), slots, length: offset },
    ...(lora.dropout ? { dropout: lora.dropout } : {}),
  };
}
