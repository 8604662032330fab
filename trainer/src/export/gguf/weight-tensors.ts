import type { WeightSource } from '../../model/base-model.ts';
import type { DecoderConfig } from '../../model/decoder-config.ts';
import { ggufName } from '../../model/gguf/gguf-tensor-names.ts';
import { ROPE_FACTORS } from '../../model/gguf/gguf-weights.ts';
import { GGUF_ENCODINGS } from './gguf-encoding.ts';
import type { GgufType } from './gguf-encoding.ts';
import { ropeFactors } from '../rope-factors.ts';
import { interleaveRows, isRotaryModule } from './rotary-rows.ts';
import type { GgufTensorSource } from './write-gguf.ts';

/** Embeddings and the output projection keep eight bits in a model of four: they are most of what four would lose. */
const OUTER = /^(model\.embed_tokens|lm_head)\.weight$/;

/**
 * Weights as llama.cpp keeps them: rows of Llama's q and k in its order, Gemma's norms with their one, vectors in f32,
 * and matrices in the wanted type where their rows are whole blocks.
 */
export function weightTensors(
  config: DecoderConfig,
  weights: WeightSource,
  type: GgufType,
): GgufTensorSource[] {
  const tensors = weights.names().map((name): GgufTensorSource => {
    const shape = weights.shape(name);
    return {
      ...{ name: ggufName(config, name), shape, type: typeOf(name, shape, type) },
      async read() {
        const values = await weights.read(name);
        if (config.offsetNorms && name.endsWith('norm.weight')) return values.map((value) => value + 1);
        const isRotary = isRotaryModule(config, name.replace(/\.(weight|bias)$/, ''));
        return isRotary ? interleaveRows(values, shape, config.headDim) : values;
      },
    };
  });
  const factors = ropeFactors(config);
  if (!factors) return tensors;
  return [
    { name: ROPE_FACTORS, shape: [factors.length], type: 'f32', read: async () => factors },
    ...tensors,
  ];
}

function typeOf(name: string, shape: readonly number[], wanted: GgufType): GgufType {
  if (shape.length === 1) return 'f32';
  const type = wanted === 'q4_0' && OUTER.test(name) ? 'q8_0' : wanted;
  return shape.at(-1)! % GGUF_ENCODINGS[type].blockValues === 0 ? type : 'f16';
}
