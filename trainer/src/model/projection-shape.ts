import type { DecoderConfig, Projection } from './decoder-config.ts';

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
