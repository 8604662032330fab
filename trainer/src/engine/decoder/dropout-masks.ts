import type { DecoderConfig } from '../../model/decoder-config.ts';
import { linearModules } from '../../model/linear-modules.ts';
import type { Tensor } from '../executor/tensor.ts';
import { drawDropoutBits, dropoutThreshold } from './dropout-bits.ts';
import type { DropoutPlace } from './dropout-bits.ts';
import { layerInputName } from './layer-input-name.ts';
import type { LoraLayout } from './lora-layout.ts';

/** The dropout masks of one sequence at a time. */
export type DropoutMasks = {
  /** Decides every layer's masks for a sequence of so many tokens; until the next call they stay the same. */
  draw(place: DropoutPlace, tokens: number): void;
  /** A layer's masks by input name, in memory that the next call writes over. */
  inputs(layer: number): Record<string, Tensor>;
};

const WORD_BITS = 16;

/**
 * Memory for the masks of sequences up to a length: a bit an element for all layers, and f32 for one of them. What is
 * kept is divided by the share that is, so that a mask's mean is one.
 */
export function dropoutMasks(
  config: DecoderConfig,
  { slots, dropout }: LoraLayout,
  seed: number,
  maxTokens: number,
): DropoutMasks {
  const threshold = dropoutThreshold(dropout ?? 0);
  const [kept] = new Int32Array(Float32Array.of(256 / (256 - threshold)).buffer);
  const modules = linearModules(config).flatMap(({ name }, number) => {
    const a = slots.find(({ layer, module, matrix }) => layer === 0 && module === name && matrix === 'A');
    if (!a) return [];
    const width = a.shape[1]!;
    const words = Math.ceil((maxTokens * width) / WORD_BITS);
    return [
      {
        ...{ name, number, width, values: new Float32Array(words * WORD_BITS) },
        bits: Array.from({ length: config.layers }, () => new Uint16Array(words)),
      },
    ];
  });
  const known = new Map<number, Tensor[]>();
  let current: { tokens: number; views: Tensor[] } | undefined;
  return {
    draw(place, tokens) {
      const views =
        known.get(tokens) ??
        modules.map(({ values, width }) => ({
          data: values.subarray(0, tokens * width),
          shape: [tokens, width],
        }));
      known.set(tokens, views);
      current = { tokens, views };
      for (const { number, width, bits } of modules) {
        const words = Math.ceil((tokens * width) / WORD_BITS);
        bits.forEach((row, layer) =>
          drawDropoutBits(row.subarray(0, words), threshold, seed, place, { layer, module: number }),
        );
      }
    },
    inputs(layer) {
      const { tokens, views } = current!;
      return Object.fromEntries(
        modules.map(({ name, width, values, bits }, i) => {
          spread(bits[layer]!.subarray(0, Math.ceil((tokens * width) / WORD_BITS)), values, kept!);
          return [layerInputName.dropout(name), views[i]!];
        }),
      );
    },
  };
}

/** Writes the f32 of which `kept` are the bits where a bit is set, and zero elsewhere. */
function spread(bits: Uint16Array, values: Float32Array, kept: number): void {
  const whole = new Int32Array(values.buffer, values.byteOffset, values.length);
  for (let word = 0, at = 0; word < bits.length; word++) {
    let rest = bits[word]!;
    for (const end = at + WORD_BITS; at < end; at++, rest >>= 1) whole[at] = -(rest & 1) & kept;
  }
}
