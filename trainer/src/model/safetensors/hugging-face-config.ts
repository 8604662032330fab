import { nearestName } from '@cultivar/sdk/spec';
import { z } from 'zod';
import { ModelFileError } from '../model-file-error.ts';

const count = (limit: number) => z.number().int().positive().max(limit);
/** -1 where older files mean none. */
const id = z.number().int().min(-1);
const ids = z.union([id, z.array(id)]).nullish();
const positive = z.number().positive().nullish();

const configSchema = z.looseObject({
  model_type: z.string(),
  architectures: z.array(z.string()).nullish(),
  hidden_size: count(65_536),
  intermediate_size: count(1 << 20),
  num_hidden_layers: count(1024),
  num_attention_heads: count(1024),
  num_key_value_heads: count(1024).nullish(),
  head_dim: count(1024).nullish(),
  vocab_size: count(4 << 20),
  max_position_embeddings: count(16 << 20),
  rms_norm_eps: z.number().positive(),
  hidden_act: z.string().nullish(),
  hidden_activation: z.string().nullish(),
  attention_bias: z.boolean().nullish(),
  mlp_bias: z.boolean().nullish(),
  tie_word_embeddings: z.boolean().nullish(),
  rope_theta: positive,
  rope_local_base_freq: positive,
  rope_scaling: z.unknown().optional(),
  /** Where transformers 5 keeps what were rope_theta and rope_scaling. */
  rope_parameters: z.unknown().optional(),
  partial_rotary_factor: z.number().nullish(),
  original_max_position_embeddings: count(16 << 20).nullish(),
  sliding_window: count(16 << 20).nullish(),
  use_sliding_window: z.boolean().nullish(),
  max_window_layers: z.number().int().nonnegative().nullish(),
  sliding_window_pattern: count(1024).nullish(),
  _sliding_window_pattern: count(1024).nullish(),
  layer_types: z.array(z.string()).max(1024).nullish(),
  query_pre_attn_scalar: positive,
  attn_logit_softcapping: positive,
  final_logit_softcapping: positive,
  bos_token_id: ids,
  eos_token_id: ids,
  pad_token_id: ids,
});

/** A checked config.json. */
export type HuggingFaceConfig = z.infer<typeof configSchema>;

/** Keys of which every architecture makes what its own reader says, and those that change nothing of its maths. */
const FREE_KEYS = new Set([
  ...['model_type', 'architectures', 'hidden_size', 'intermediate_size', 'num_hidden_layers', 'vocab_size'],
  ...['num_attention_heads', 'num_key_value_heads', 'head_dim', 'max_position_embeddings', 'rms_norm_eps'],
  ...['hidden_act', 'tie_word_embeddings', 'rope_theta', 'rope_scaling', 'rope_parameters'],
  ...['partial_rotary_factor', 'layer_types', 'bos_token_id', 'eos_token_id', 'pad_token_id'],
  ...['_name_or_path', 'transformers_version', 'torch_dtype', 'dtype', 'use_cache', 'initializer_range'],
  ...['attention_dropout', 'hidden_dropout', 'resid_pdrop', 'embd_pdrop', 'auto_map', 'cache_implementation'],
  ...['_attn_implementation', 'is_llama_config', 'transformers.js_config', 'id2label', 'label2id'],
  ...[
    'problem_type',
    'return_dict',
    'unk_token_id',
    'unsloth_version',
    'unsloth_fixed',
    'task_specific_params',
  ],
  ...['tokenizer_class', 'model_max_length', 'chunk_size_feed_forward'],
]);
/** Keys that only say something while they have another value than this. */
const NEUTRAL: Readonly<Record<string, unknown>> = { pretraining_tp: 1 };

/** Checks a config.json. @throws ModelFileError `malformed` naming the field. */
export function parseHuggingFaceConfig(file: string, json: unknown): HuggingFaceConfig {
  const parsed = configSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ModelFileError('malformed', file, `${issue!.path.join('.') || 'the file'}: ${issue!.message}`);
}

/**
 * Refuses what a configuration says beyond what was read from it: a key that is overlooked may well change the maths.
 *
 * @param read The keys that this architecture gives a meaning to, besides those that all have.
 * @throws ModelFileError `unsupported` naming the key.
 */
export function refuseUnreadKeys(file: string, config: HuggingFaceConfig, read: readonly string[]): void {
  for (const [key, value] of Object.entries(config)) {
    if (FREE_KEYS.has(key) || read.includes(key) || isOff(key, value)) continue;
    const known = [...FREE_KEYS, ...Object.keys(configSchema.shape)];
    const near = known.includes(key) ? undefined : nearestName(key, known);
    const shown = (JSON.stringify(value) ?? '').slice(0, 80);
    const hint = near ? `; did you mean ${near}?` : '';
    const what = `${key} is ${shown}, which is not known of ${config.model_type}${hint}`;
    throw new ModelFileError('unsupported', file, what);
  }
}

function isOff(key: string, value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === '') return true;
  if (Object.hasOwn(NEUTRAL, key)) return NEUTRAL[key] === value;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
