import type { JobManifest } from '@cultivar/sdk/spec';
import type { DecoderConfig } from '../../model/decoder-config.ts';

/** A linear layer that LoRA may change. */
export type Projection = JobManifest['lora']['targets'][number];

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

/** Shape `[out, in]` of a projection's weight. */
export function projectionShape(config: DecoderConfig, projection: Projection): readonly [number, number] {
  const { hiddenSize, intermediateSize, heads, keyValueHeads, headDim } = config;
  switch (projection) {
    case 'q_proj':
      return [heads * headDim, hiddenSize];
    case 'k_proj':
    case 'v_proj':
      return [keyValueHeads * headDim, hiddenSize];
    case 'o_proj':
      return [hiddenSize, heads * headDim];
    case 'gate_proj':
    case 'up_proj':
      return [intermediateSize, hiddenSize];
    case 'down_proj':
      return [hiddenSize, intermediateSize];
  }
}
