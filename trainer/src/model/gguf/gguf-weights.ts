import type { WeightSource } from '../base-model.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import { ModelFileError } from '../model-file-error.ts';
import type { RandomAccessFile } from '../random-access-file.ts';
import type { GgufHeader, GgufTensor } from './gguf-header.ts';

const LAYER_NAMES: Record<string, string> = {
  attn_norm: 'input_layernorm',
  attn_q: 'self_attn.q_proj',
  attn_k: 'self_attn.k_proj',
  attn_v: 'self_attn.v_proj',
  attn_output: 'self_attn.o_proj',
  ffn_norm: 'post_attention_layernorm',
  ffn_gate: 'mlp.gate_proj',
  ffn_up: 'mlp.up_proj',
  ffn_down: 'mlp.down_proj',
};
const OUTER_NAMES: Record<string, string> = {
  'token_embd.weight': 'model.embed_tokens.weight',
  'output_norm.weight': 'model.norm.weight',
  'output.weight': 'lm_head.weight',
};

/** The weights of a GGUF file under their Hugging Face names, dequantised, Llama's q/k rows in their own order. */
export function ggufWeights(file: RandomAccessFile, header: GgufHeader, config: DecoderConfig): WeightSource {
  const tensors = new Map<string, GgufTensor>();
  for (const tensor of header.tensors.values()) tensors.set(huggingFaceName(file.name, tensor.name), tensor);
  const find = (name: string): GgufTensor => {
    const tensor = tensors.get(name);
    if (!tensor) throw new ModelFileError('weights', file.name, `holds no weight ${name}`);
    return tensor;
  };
  return {
    names: () => [...tensors.keys()],
    shape: (name) => [...find(name).shape],
    async read(name) {
      const tensor = find(name);
      const values = new Float32Array(tensor.shape.reduce((a, b) => a * b, 1));
      tensor.type.toF32(await file.read(tensor.offset, tensor.byteLength), values);
      return /\.[qk]_proj\.weight$/.test(name) ? unpermuteRows(values, tensor.shape, config.headDim) : values;
    },
  };
}

function huggingFaceName(file: string, name: string): string {
  const outer = OUTER_NAMES[name];
  if (outer) return outer;
  const [, layer, part] = /^blk\.(\d+)\.(\w+)\.weight$/.exec(name) ?? [];
  const inner = part === undefined ? undefined : LAYER_NAMES[part];
  if (!inner) throw new ModelFileError('unsupported', file, `tensor ${name} is none of a Llama model`);
  return `model.layers.${layer}.${inner}.weight`;
}

/**
 * llama.cpp interleaves the two halves of each head so that rotary pairs are neighbours:
 * its row 2j + half of a head is the model's row half * headDim / 2 + j.
 */
function unpermuteRows(values: Float32Array, [rows, columns]: number[], headDim: number): Float32Array {
  const out = new Float32Array(values.length);
  const half = headDim / 2;
  for (let row = 0; row < rows!; row++) {
    const inHead = row % headDim;
    const source = row - inHead + 2 * (inHead % half) + Math.floor(inHead / half);
    out.set(values.subarray(source * columns!, (source + 1) * columns!), row * columns!);
  }
  return out;
}
