import type { AttentionWindow, DecoderConfig, Projection } from '../decoder-config.ts';
import { ModelFileError } from '../model-file-error.ts';
import { refuseUnreadKeys } from './hugging-face-config.ts';
import type { HuggingFaceConfig } from './hugging-face-config.ts';
import { ropeSettings } from './rope-settings.ts';
import { windowLayers } from './window-layers.ts';

/** What is read of one model type: its keys beyond the common ones, and the options they amount to. */
type Reader = {
  architecture: DecoderConfig['architecture'];
  keys: readonly string[];
  /** What holds where a key is absent, as in the configuration classes of transformers. */
  defaults?: Partial<HuggingFaceConfig>;
  activation: 'silu' | 'gelu_pytorch_tanh';
  windowBase?: number;
  options(file: string, config: HuggingFaceConfig): Partial<DecoderConfig>;
};

const ATTENTION: readonly Projection[] = ['q_proj', 'k_proj', 'v_proj', 'o_proj'];
const FEED_FORWARD: readonly Projection[] = ['gate_proj', 'up_proj', 'down_proj'];

const QWEN_KEYS = ['sliding_window', 'use_sliding_window', 'max_window_layers'];
const GEMMA_KEYS = [
  ...['hidden_activation', 'attention_bias', 'query_pre_attn_scalar', 'sliding_window'],
  ...['attn_logit_softcapping', 'final_logit_softcapping'],
];

const READERS: Readonly<Record<string, Reader>> = {
  llama: {
    ...{ architecture: 'llama', activation: 'silu', keys: ['attention_bias', 'mlp_bias'] },
    options: (file, config) => ({ ...biases(config), ...window(file, config, undefined, () => false) }),
  },
  mistral: {
    ...{ architecture: 'mistral', activation: 'silu', keys: ['sliding_window'] },
    defaults: { sliding_window: 4096 },
    options: (file, config) => window(file, config, config.sliding_window, () => true),
  },
  qwen2: {
    ...{ architecture: 'qwen2', activation: 'silu', keys: QWEN_KEYS },
    options: (file, config) => ({ biases: ['q_proj', 'k_proj', 'v_proj'], ...qwenWindow(file, config) }),
  },
  qwen3: {
    ...{ architecture: 'qwen3', activation: 'silu', keys: ['attention_bias', ...QWEN_KEYS] },
    defaults: { head_dim: 128 },
    options: (file, config) => ({ headNorms: true, ...biases(config), ...qwenWindow(file, config) }),
  },
  gemma2: {
    ...{ architecture: 'gemma2', activation: 'gelu_pytorch_tanh', keys: GEMMA_KEYS },
    defaults: {
      ...{ head_dim: 256, query_pre_attn_scalar: 256, sliding_window: 4096, tie_word_embeddings: true },
      ...{ attn_logit_softcapping: 50, final_logit_softcapping: 30 },
    },
    options: (file, config) => gemma(file, config, (layer) => layer % 2 === 0),
  },
  gemma3_text: {
    ...{ architecture: 'gemma3', activation: 'gelu_pytorch_tanh', windowBase: 10_000 },
    keys: [...GEMMA_KEYS, 'sliding_window_pattern', '_sliding_window_pattern', 'rope_local_base_freq'],
    defaults: {
      ...{ head_dim: 256, query_pre_attn_scalar: 256, sliding_window: 4096, tie_word_embeddings: true },
      rope_theta: 1e6,
    },
    options(file, config) {
      const pattern = config.sliding_window_pattern ?? config._sliding_window_pattern ?? 6;
      return { headNorms: true, ...gemma(file, config, (layer) => (layer + 1) % pattern !== 0) };
    },
  },
  phi3: {
    ...{ architecture: 'phi3', activation: 'silu' },
    keys: ['sliding_window', 'original_max_position_embeddings'],
    options: (file, config) => ({
      fusedProjections: true,
      ...window(file, config, config.sliding_window, () => true),
    }),
  },
};

/** The decoder's shape from config.json. @throws ModelFileError `unsupported` for what the trainer does not compute. */
export function huggingFaceDecoder(file: string, json: HuggingFaceConfig): DecoderConfig {
  const { model_type: type } = json;
  const reader = Object.hasOwn(READERS, type) ? READERS[type]! : undefined;
  if (!reader) {
    const supported = Object.keys(READERS).join(', ');
    throw new ModelFileError('unsupported', file, `model_type ${type}; supported are ${supported}`);
  }
  const config: HuggingFaceConfig = { ...reader.defaults, ...json };
  refuseUnreadKeys(file, config, reader.keys);
  const wanted = reader.activation;
  const named = (wanted === 'silu' ? config.hidden_act : config.hidden_activation) ?? wanted;
  if (named !== wanted) {
    throw new ModelFileError('unsupported', file, `activation ${named}; ${wanted} is that of ${type}`);
  }
  const rope = ropeSettings(file, config, {
    all: 10_000,
    ...(reader.windowBase === undefined ? {} : { window: reader.windowBase }),
  });
  const options = reader.options(file, config);
  return {
    architecture: reader.architecture,
    hiddenSize: config.hidden_size,
    intermediateSize: config.intermediate_size,
    layers: config.num_hidden_layers,
    heads: config.num_attention_heads,
    keyValueHeads: config.num_key_value_heads ?? config.num_attention_heads,
    headDim: config.head_dim ?? config.hidden_size / config.num_attention_heads,
    vocabularySize: config.vocab_size,
    contextLength: config.max_position_embeddings,
    ropeBase: rope.ropeBase,
    normEpsilon: config.rms_norm_eps,
    tiedEmbeddings: config.tie_word_embeddings ?? false,
    ...(rope.ropeScaling ? { ropeScaling: rope.ropeScaling } : {}),
    ...options,
    ...(options.window && rope.windowBase !== undefined
      ? { window: { ...options.window, ropeBase: rope.windowBase } }
      : {}),
  };
}

function biases({ attention_bias, mlp_bias }: HuggingFaceConfig): { biases?: Projection[] } {
  const list = [...(attention_bias ? ATTENTION : []), ...(mlp_bias ? FEED_FORWARD : [])];
  return list.length > 0 ? { biases: list } : {};
}

function window(
  file: string,
  config: HuggingFaceConfig,
  tokens: number | null | undefined,
  rule: (layer: number) => boolean,
): { window?: AttentionWindow } {
  const layers = windowLayers(file, config, (layer) => typeof tokens === 'number' && rule(layer));
  if (!layers.includes(true)) return {};
  if (typeof tokens !== 'number') {
    throw new ModelFileError('malformed', file, 'layer_types names windows, sliding_window none');
  }
  return { window: { tokens, layers } };
}

function qwenWindow(file: string, config: HuggingFaceConfig): { window?: AttentionWindow } {
  const tokens = config.use_sliding_window ? config.sliding_window : undefined;
  return window(file, config, tokens, (layer) => layer >= (config.max_window_layers ?? 28));
}

function gemma(
  file: string,
  config: HuggingFaceConfig,
  rule: (layer: number) => boolean,
): Partial<DecoderConfig> {
  const { attn_logit_softcapping: scoreCap, final_logit_softcapping: logitCap } = config;
  return {
    ...{ activation: 'gelu-tanh', resultNorms: true, offsetNorms: true },
    embeddingScale: Math.fround(Math.sqrt(config.hidden_size)),
    queryScale: 1 / Math.sqrt(config.query_pre_attn_scalar!),
    ...(scoreCap ? { scoreCap } : {}),
    ...(logitCap ? { logitCap } : {}),
    ...biases(config),
    ...window(file, config, config.sliding_window, rule),
  };
}
