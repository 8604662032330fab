import type { WeightSource } from './base-model.ts';
import type { DecoderConfig } from './decoder-config.ts';
import { decoderWeights } from './decoder-weights.ts';
import { ModelFileError } from './model-file-error.ts';

/** Refuses weights that are not exactly those a configuration needs. */
export function checkWeights(file: string, config: DecoderConfig, weights: WeightSource): void {
  const expected = decoderWeights(config);
  const present = new Set(weights.names());
  for (const [name, shape] of expected) {
    if (!present.has(name)) throw new ModelFileError('weights', file, `holds no weight ${name}`);
    const found = weights.shape(name);
    if (found.join() !== shape.join()) {
      throw new ModelFileError(
        'weights',
        file,
        `${name} is [${found.join(', ')}], not [${shape.join(', ')}]`,
      );
    }
  }
  for (const name of present) {
    if (!expected.has(name)) {
      throw new ModelFileError(
        'weights',
        file,
        `weight ${name} belongs to no such ${config.architecture} model`,
      );
    }
  }
}
