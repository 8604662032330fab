import { decoderWeights } from '../model/decoder-weights.ts';
import type { DecoderConfig } from '../model/decoder-config.ts';
import type { LoraAdapter } from './lora-adapter.ts';

/** The tensors of a LoRA adapter by PEFT's names: `lora_A` `[rank, in]`, `lora_B` `[out, rank]`, with DoRA `lora_magnitude_vector` `[out]` for each target. */
export function peftTensorShapes(
  config: DecoderConfig,
  { rank, targets, dora }: Pick<LoraAdapter, 'rank' | 'targets' | 'dora'>,
): Map<string, number[]> {
  const shapes = new Map<string, number[]>();
  for (const [weight, shape] of decoderWeights(config)) {
    const module = weight.replace(/\.weight$/, '');
    if (!targets.some((target) => module.endsWith(`.${target}`))) continue;
    const [out, input] = shape as [number, number];
    shapes.set(`base_model.model.${module}.lora_A.weight`, [rank, input]);
    shapes.set(`base_model.model.${module}.lora_B.weight`, [out, rank]);
    if (dora) shapes.set(`base_model.model.${module}.lora_magnitude_vector`, [out]);
  }
  return shapes;
}
