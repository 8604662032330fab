import type { DecoderConfig } from '../model/decoder-config.ts';

/** What llama.cpp divides the frequency of each rotary pair by; undefined where it divides none. */
export function ropeFactors({ ropeScaling, ropeBase, headDim }: DecoderConfig): Float32Array | undefined {
  if (ropeScaling?.type === 'factors') return Float32Array.from(ropeScaling.factors);
  if (ropeScaling?.type !== 'llama3') return undefined;
  const { factor, lowFrequencyFactor: low, highFrequencyFactor: high, originalContext } = ropeScaling;
  return Float32Array.from({ length: headDim / 2 }, (_, pair) => {
    const turns = originalContext / (2 * Math.PI * ropeBase ** ((2 * pair) / headDim));
    const share = Math.min(1, Math.max(0, (turns - low) / (high - low)));
    return 1 / ((1 - share) / factor + share);
  });
}
