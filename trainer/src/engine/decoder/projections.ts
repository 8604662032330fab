import type { Projection } from '../../model/decoder-config.ts';

export type { Projection } from '../../model/decoder-config.ts';
export { projectionShape } from '../../model/projection-shape.ts';

/** Where each projection sits in the Hugging Face layout, in the order in which a layer applies them. */
export const PROJECTION_PATHS = {
  q_proj: 'self_attn.q_proj',
  k_proj: 'self_attn.k_proj',
  v_proj: 'self_attn.v_proj',
  o_proj: 'self_attn.o_proj',
  gate_proj: 'mlp.gate_proj',
  up_proj: 'mlp.up_proj',
  down_proj: 'mlp.down_proj',
} as const satisfies Record<Projection, string>;
