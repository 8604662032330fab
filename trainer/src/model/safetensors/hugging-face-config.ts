import { z } from 'zod';
import type { DecoderConfig } from '../decoder-config.ts';
import { ModelFileError } from '../model-file-error.ts';

const positive = z.number().int().positive();
const ids = z.union([z.number().int().nonnegative(), z.array(z.number().int().nonnegative())]).nullish();

const configSchema = z.looseObject({
  model_type: z.string(),
  hidden_size: positive,
  intermediate_size: positive,
  num_hidden_layers: positive,
  num_attention_heads: positive,
  num_key_value_heads: positive.nullish(),
  head_dim: positive.nullish(),
  vocab_size: positive,
  max_position_embeddings: positive,
  rms_norm_eps: z.number().positive(),
  rope_theta: z.number().positive().nullish(),
  rope_scaling: z.unknown().optional(),
  /** Where transformers 5 keeps what were rope_theta and rope_scaling. */
  rope_parameters: z
    .looseObject({ rope_type: z.string().nullish(), rope_theta: z.number().positive().nullish() })
    .nullish(),
  hidden_act: z.string().default('silu'),
  attention_bias: z.boolean().nullish(),
  mlp_bias: z.boolean().nullish(),
  tie_word_embeddings: z.boolean().default(false),
  bos_token_id: ids,
  eos_token_id: ids,
  pad_token_id: ids,
});

/** A checked config.json. */
export type HuggingFaceConfig = z.infer<typeof configSchema>;

/** Checks a config.json. @throws ModelFileError `malformed` naming the field. */
export function parseHuggingFaceConfig(file: string, json: unknown): HuggingFaceConfig {
  const parsed = configSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ModelFileError('malformed', file, `${issue!.path.join('.') || 'the file'}: ${issue!.message}`);
}

/** The decoder's shape from config.json. @throws ModelFileError `unsupported` for what the trainer does not compute. */
export function decoderConfig(file: string, config: HuggingFaceConfig): DecoderConfig {
  const refuse = (what: string) => new ModelFileError('unsupported', file, what);
  if (config.model_type !== 'llama') throw refuse(`model_type ${config.model_type}; llama is supported`);
  const ropeType = config.rope_parameters?.rope_type ?? 'default';
  if ((config.rope_scaling !== undefined && config.rope_scaling !== null) || ropeType !== 'default') {
    throw refuse('it scales its rotary positions, which is not supported');
  }
  if (config.hidden_act !== 'silu') throw refuse(`hidden_act ${config.hidden_act}; silu is supported`);
  if (config.attention_bias || config.mlp_bias)
    throw refuse('its projections have biases, which are not supported');
  return {
    architecture: 'llama',
    hiddenSize: config.hidden_size,
    intermediateSize: config.intermediate_size,
    layers: config.num_hidden_layers,
    heads: config.num_attention_heads,
    keyValueHeads: config.num_key_value_heads ?? config.num_attention_heads,
    headDim: config.head_dim ?? config.hidden_size / config.num_attention_heads,
    vocabularySize: config.vocab_size,
    contextLength: config.max_position_embeddings,
    ropeBase: config.rope_parameters?.rope_theta ?? config.rope_theta ?? 10_000,
    normEpsilon: config.rms_norm_eps,
    tiedEmbeddings: config.tie_word_embeddings,
  };
}
