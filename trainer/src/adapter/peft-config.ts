import type { LoraAdapter } from './lora-adapter.ts';

/** The name of the model that an adapter changes. */
export type PeftBase = {
  /** Repository or name, as PEFT looks it up. */
  name: string;
  /** Commit of the repository, or null. */
  revision: string | null;
};

/** PEFT's `adapter_config.json` for a LoRA adapter, with the values of everything that this one does not use. */
export function peftConfig(adapter: LoraAdapter, base: PeftBase): Record<string, unknown> {
  return {
    ...NEUTRAL,
    base_model_name_or_path: base.name,
    inference_mode: true,
    init_lora_weights: true,
    lora_alpha: adapter.alpha,
    lora_dropout: adapter.dropout ?? 0,
    megatron_core: 'megatron.core',
    peft_type: 'LORA',
    r: adapter.rank,
    revision: base.revision,
    target_modules: adapter.targets.toSorted(),
    task_type: 'CAUSAL_LM',
    use_dora: adapter.dora ?? false,
    use_rslora: adapter.rankStabilized ?? false,
  };
}

/** What turns features off that this trainer does not write and does not read. */
export const NEUTRAL: Readonly<Record<string, unknown>> = {
  alpha_pattern: {},
  auto_mapping: null,
  bias: 'none',
  exclude_modules: null,
  fan_in_fan_out: false,
  layer_replication: null,
  layers_pattern: null,
  layers_to_transform: null,
  loftq_config: {},
  lora_bias: false,
  megatron_config: null,
  modules_to_save: null,
  rank_pattern: {},
  target_parameters: null,
  trainable_token_indices: null,
};
