import type { DecoderConfig } from '../../model/decoder-config.ts';
import { ropeFactors } from '../rope-factors.ts';

/** Radians that each rotary pair turns by a position: of all layers, and of those with a window where it is their own. */
export function ropeFrequencies(config: DecoderConfig): {
  all: Float32Array;
  window: Float32Array | undefined;
} {
  const { ropeBase, ropeScaling, headDim, window } = config;
  const factors = ropeFactors(config);
  const stretch = ropeScaling?.type === 'linear' ? ropeScaling.factor : 1;
  const plain = (base: number, divide: (pair: number) => number) =>
    Float32Array.from({ length: headDim / 2 }, (_, pair) => base ** ((-2 * pair) / headDim) / divide(pair));
  return {
    all: plain(ropeBase, (pair) => factors?.[pair] ?? stretch),
    window: window?.ropeBase === undefined ? undefined : plain(window.ropeBase, () => 1),
  };
}
