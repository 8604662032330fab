import type { LoraLayout } from '../engine/decoder/lora-layout.ts';
import { weightNorms } from '../engine/decoder/weight-norms.ts';
import type { Executor } from '../engine/executor/executor.ts';
import type { Tensor } from '../engine/executor/tensor.ts';
import type { DecoderConfig } from '../model/decoder-config.ts';

/**
 * The lengths of the rows that an adapter with DoRA divides by, in the order of the layout's magnitudes.
 *
 * @param layers Frozen weights of each layer.
 * @param parameters The adapter's values in the layout's order.
 */
export async function rowNorms(
  executor: Executor,
  config: DecoderConfig,
  layout: LoraLayout,
  layers: readonly Record<string, Tensor>[],
  parameters: Float32Array,
): Promise<Float32Array> {
  const rows = layout.slots.filter(({ matrix }) => matrix === 'magnitude');
  const norms = new Float32Array(rows.reduce((sum, { length }) => sum + length, 0));
  const measured = await weightNorms(executor, config, layout, (layer) => layers[layer]!);
  await measured.measure(parameters, norms);
  await measured.close();
  return norms;
}
