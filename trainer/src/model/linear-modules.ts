import type { DecoderConfig, Projection } from './decoder-config.ts';

/** A linear module of a layer as it is stored and as LoRA adapts it. */
export type LinearModule = {
  /** Its name in the Hugging Face layout, PEFT's target. */
  name: ModuleName;
  /** Where it sits in a layer, e.g. `self_attn.q_proj`. */
  path: string;
  /** The projections whose rows it holds, one below the other. */
  parts: readonly Projection[];
};

/** Names of linear modules: a projection, or several fused into one. */
export type ModuleName = Projection | 'qkv_proj' | 'gate_up_proj';

const attention = (name: ModuleName, parts: readonly Projection[] = [name as Projection]): LinearModule => ({
  name,
  path: `self_attn.${name}`,
  parts,
});
const feedForward = (
  name: ModuleName,
  parts: readonly Projection[] = [name as Projection],
): LinearModule => ({
  name,
  path: `mlp.${name}`,
  parts,
});

const APART: readonly LinearModule[] = [
  attention('q_proj'),
  attention('k_proj'),
  attention('v_proj'),
  attention('o_proj'),
  feedForward('gate_proj'),
  feedForward('up_proj'),
  feedForward('down_proj'),
];
const FUSED: readonly LinearModule[] = [
  attention('qkv_proj', ['q_proj', 'k_proj', 'v_proj']),
  attention('o_proj'),
  feedForward('gate_up_proj', ['gate_proj', 'up_proj']),
  feedForward('down_proj'),
];

/** The linear modules of each layer, in the order in which it applies them. */
export function linearModules(config: DecoderConfig): readonly LinearModule[] {
  return config.fusedProjections ? FUSED : APART;
}
