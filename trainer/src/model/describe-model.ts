import type { ModelManifest } from '@cultivar/sdk/spec';
import type { BaseModel } from './base-model.ts';
import { openModel } from './open-model.ts';
import type { ModelFile } from './model-file.ts';
import { storedType } from './stored-type.ts';

/**
 * What a model's manifest says of it, read from its files after they were checked.
 *
 * @throws ModelFileError
 */
export async function describeModel(files: readonly ModelFile[]): Promise<ModelManifest['model']> {
  const model = await openModel(files);
  await model.close();
  const { architecture, contextLength, vocabularySize, hiddenSize, layers } = model.config;
  const isGguf = files.some((file) => file.name.toLowerCase().endsWith('.gguf'));
  return {
    architecture,
    format: isGguf ? 'gguf' : 'safetensors',
    quantization: await storedType(files),
    parameters: countParameters(model),
    contextLength,
    vocabularySize,
    hiddenSize,
    layers,
  };
}

function countParameters({ weights }: BaseModel): number {
  return weights.names().reduce((sum, name) => sum + weights.shape(name).reduce((a, b) => a * b, 1), 0);
}
