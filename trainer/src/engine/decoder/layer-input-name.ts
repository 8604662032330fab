import type { Projection } from '../../model/decoder-config.ts';
import type { ModuleName } from '../../model/linear-modules.ts';
import type { LoraMatrix } from './lora-layout.ts';

/** Names of a layer's inputs in a graph: `weight.<projection>`, `bias.<projection>`, `lora.<module>.A`, `dropout.<module>`, `norm.<module>`. */
export const layerInputName = {
  weight: (projection: Projection) => `weight.${projection}`,
  bias: (projection: Projection) => `bias.${projection}`,
  lora: (module: ModuleName, matrix: LoraMatrix) => `lora.${module}.${matrix}`,
  dropout: (module: ModuleName) => `dropout.${module}`,
  norm: (module: ModuleName) => `norm.${module}`,
};
