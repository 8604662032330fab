import { layerWeights } from '../../engine/decoder/layer-weights.ts';
import type { WeightSource } from '../../model/base-model.ts';
import type { DecoderConfig } from '../../model/decoder-config.ts';
import { layerWeightName, ONNX_WEIGHTS } from './decoder-graph.ts';
import { ropeFrequencies } from './rope-frequencies.ts';

/** Reads a weight of the graph by its name there. */
export type ReadOnnxWeight = (name: string) => Promise<Float32Array>;

/** What the weights of `decoderGraph` hold: fused projections apart, Gemma's norms with their one. */
export function onnxWeights(config: DecoderConfig, weights: WeightSource): ReadOnnxWeight {
  const norm = (values: Float32Array) => (config.offsetNorms ? values.map((value) => value + 1) : values);
  const frequencies = ropeFrequencies(config);
  const readers = new Map<string, () => Promise<Float32Array>>([
    [ONNX_WEIGHTS.embedding, () => weights.read('model.embed_tokens.weight')],
    [ONNX_WEIGHTS.output, () => weights.read('lm_head.weight')],
    [ONNX_WEIGHTS.finalNorm, async () => norm(await weights.read('model.norm.weight'))],
    [ONNX_WEIGHTS.frequencies, async () => frequencies.all],
    [ONNX_WEIGHTS.windowFrequencies, async () => frequencies.window!],
  ]);
  // What is fused in the file follows one another here: it is read once.
  let last: { name: string; values: Float32Array } | undefined;
  for (let layer = 0; layer < config.layers; layer++) {
    for (const { input, stored, shape, offset, isNorm } of layerWeights(config)) {
      const name = `model.layers.${layer}.${stored}`;
      const length = shape.reduce((a, b) => a * b, 1);
      readers.set(layerWeightName(layer, input), async () => {
        if (last?.name !== name) last = { name, values: await weights.read(name) };
        const values = last.values.subarray(offset, offset + length);
        return isNorm ? norm(values) : values;
      });
    }
  }
  return (name) => readers.get(name)!();
}
