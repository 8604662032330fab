import type { DecoderConfig, Projection } from '../decoder-config.ts';
import { ModelFileError } from '../model-file-error.ts';

/** llama.cpp's names of a layer's projections. */
export const LINEAR_NAMES: Readonly<Record<string, Projection>> = {
  attn_q: 'q_proj',
  attn_k: 'k_proj',
  attn_v: 'v_proj',
  attn_output: 'o_proj',
  ffn_gate: 'gate_proj',
  ffn_up: 'up_proj',
  ffn_down: 'down_proj',
};

const LAYER_NAMES: Readonly<Record<string, string>> = {
  attn_norm: 'input_layernorm',
  attn_q: 'self_attn.q_proj',
  attn_k: 'self_attn.k_proj',
  attn_v: 'self_attn.v_proj',
  attn_qkv: 'self_attn.qkv_proj',
  attn_output: 'self_attn.o_proj',
  attn_q_norm: 'self_attn.q_norm',
  attn_k_norm: 'self_attn.k_norm',
  ffn_norm: 'post_attention_layernorm',
  ffn_gate: 'mlp.gate_proj',
  ffn_up: 'mlp.up_proj',
  ffn_down: 'mlp.down_proj',
};
/** Of layers whose results are normalised too. */
const RESULT_NORM_NAMES: Readonly<Record<string, string>> = {
  post_attention_norm: 'post_attention_layernorm',
  ffn_norm: 'pre_feedforward_layernorm',
  post_ffw_norm: 'post_feedforward_layernorm',
};
const OUTER_NAMES: Readonly<Record<string, string>> = {
  'token_embd.weight': 'model.embed_tokens.weight',
  'output_norm.weight': 'model.norm.weight',
  'output.weight': 'lm_head.weight',
};

/** A tensor's name in the Hugging Face layout. @throws ModelFileError for one that no such model has. */
export function huggingFaceName(file: string, config: DecoderConfig, name: string): string {
  if (Object.hasOwn(OUTER_NAMES, name)) return OUTER_NAMES[name]!;
  const [, layer, part, kind] = /^blk\.(\d+)\.(\w+)\.(weight|bias)$/.exec(name) ?? [];
  const names = layerNames(config);
  if (part === undefined || !Object.hasOwn(names, part)) {
    throw new ModelFileError('unsupported', file, `tensor ${name} is none of a ${config.architecture} model`);
  }
  return `model.layers.${layer}.${names[part]}.${kind}`;
}

/** llama.cpp's name of a weight, the inverse of `huggingFaceName`. */
export function ggufName(config: DecoderConfig, name: string): string {
  const outer = Object.entries(OUTER_NAMES).find(([, other]) => other === name);
  if (outer) return outer[0];
  const [, layer, path, kind] = /^model\.layers\.(\d+)\.([\w.]+)\.(weight|bias)$/.exec(name)!;
  const part = Object.entries(layerNames(config)).find(([, other]) => other === path)!;
  return `blk.${layer}.${part[0]}.${kind}`;
}

function layerNames(config: DecoderConfig): Record<string, string> {
  return {
    ...LAYER_NAMES,
    ...(config.resultNorms ? RESULT_NORM_NAMES : {}),
    ...(config.fusedProjections ? { ffn_up: 'mlp.gate_up_proj' } : {}),
  };
}
