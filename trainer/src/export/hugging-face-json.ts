import type { BaseModel } from '../model/base-model.ts';
import type { DecoderConfig, Projection } from '../model/decoder-config.ts';
import { ropeParameters } from './rope-parameters.ts';

/** Names of an architecture in transformers. */
const NAMES: Readonly<Record<DecoderConfig['architecture'], { type: string; model: string }>> = {
  llama: { type: 'llama', model: 'LlamaForCausalLM' },
  mistral: { type: 'mistral', model: 'MistralForCausalLM' },
  qwen2: { type: 'qwen2', model: 'Qwen2ForCausalLM' },
  qwen3: { type: 'qwen3', model: 'Qwen3ForCausalLM' },
  gemma2: { type: 'gemma2', model: 'Gemma2ForCausalLM' },
  gemma3: { type: 'gemma3_text', model: 'Gemma3ForCausalLM' },
  phi3: { type: 'phi3', model: 'Phi3ForCausalLM' },
};

/**
 * The config.json of a model that came without one: what transformers needs to build the same decoder.
 *
 * @throws ExportError
 */
export function huggingFaceJson(
  given: DecoderConfig,
  { bos, endOfTurn, pad }: BaseModel['specialTokens'],
): Record<string, unknown> {
  // GGUF calls Mistral llama; Llama itself has no window.
  const architecture = given.architecture === 'llama' && given.window ? 'mistral' : given.architecture;
  const config = { ...given, architecture };
  return {
    architectures: [NAMES[architecture].model],
    model_type: NAMES[architecture].type,
    hidden_size: config.hiddenSize,
    intermediate_size: config.intermediateSize,
    num_hidden_layers: config.layers,
    num_attention_heads: config.heads,
    num_key_value_heads: config.keyValueHeads,
    head_dim: config.headDim,
    vocab_size: config.vocabularySize,
    max_position_embeddings: config.contextLength,
    rms_norm_eps: config.normEpsilon,
    rope_theta: config.ropeBase,
    rope_scaling: ropeParameters(config),
    tie_word_embeddings: config.tiedEmbeddings,
    bos_token_id: bos,
    eos_token_id: endOfTurn.length === 1 ? endOfTurn[0] : endOfTurn,
    pad_token_id: pad,
    ...OWN[architecture](config),
  };
}

const biased = ({ biases }: DecoderConfig, projection: Projection) => biases?.includes(projection) ?? false;
const silu = { hidden_act: 'silu' };

function gemma(config: DecoderConfig): Record<string, unknown> {
  return {
    hidden_activation: 'gelu_pytorch_tanh',
    attention_bias: biased(config, 'q_proj'),
    query_pre_attn_scalar:
      config.queryScale === undefined ? config.headDim : Math.round(config.queryScale ** -2),
    attn_logit_softcapping: config.scoreCap ?? null,
    final_logit_softcapping: config.logitCap ?? null,
    sliding_window: config.window?.tokens ?? null,
    layer_types: Array.from({ length: config.layers }, (_, layer) =>
      config.window?.layers[layer] ? 'sliding_attention' : 'full_attention',
    ),
  };
}

const OWN: Readonly<
  Record<DecoderConfig['architecture'], (config: DecoderConfig) => Record<string, unknown>>
> = {
  llama: (config) => ({
    ...{ ...silu, attention_bias: biased(config, 'q_proj'), mlp_bias: biased(config, 'gate_proj') },
  }),
  mistral: ({ window }) => ({ ...silu, sliding_window: window?.tokens ?? null }),
  qwen2: () => ({ ...silu, use_sliding_window: false }),
  qwen3: (config) => ({ ...silu, attention_bias: biased(config, 'q_proj'), use_sliding_window: false }),
  gemma2: gemma,
  gemma3: (config) => ({
    ...gemma(config),
    ...(config.window?.ropeBase === undefined ? {} : { rope_local_base_freq: config.window.ropeBase }),
  }),
  phi3: ({ window, contextLength }) => ({
    ...{ ...silu, sliding_window: window?.tokens ?? null, original_max_position_embeddings: contextLength },
  }),
};
