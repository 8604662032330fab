import { philoxStream } from '../../src/data/philox.ts';
import type { BaseModel } from '../../src/model/base-model.ts';
import { decoderWeights } from '../../src/model/decoder-weights.ts';
import type { DecoderConfig } from '../../src/model/decoder-config.ts';
import { tinyModel } from '../support/tiny-model.ts';

const NO_DIGEST = `0x${'00'.repeat(32)}` as const;

/** A base model in memory whose weights are of the size that trained models have, the same each time. */
export function seededModel(config: DecoderConfig): BaseModel {
  const random = philoxStream(2024, 0);
  const shapes = decoderWeights(config);
  const weights = new Map(
    [...shapes].map(([name, shape]) => {
      const length = shape.reduce((a, b) => a * b, 1);
      const [centre, spread] = shape.length === 1 ? [1, 0.3] : [0, Math.sqrt(3 / shape.at(-1)!)];
      return [name, Float32Array.from({ length }, () => centre + spread * (random.uint32() / 2 ** 31 - 1))];
    }),
  );
  return {
    ...tinyModel(),
    config,
    weights: {
      names: () => [...shapes.keys()],
      shape: (name) => shapes.get(name)!,
      read: (name) => Promise.resolve(weights.get(name)!),
    },
    digests: () => Promise.resolve({ weights: NO_DIGEST, tokenizer: NO_DIGEST, template: NO_DIGEST }),
    close: () => Promise.resolve(),
  };
}
