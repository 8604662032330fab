import type { ModelManifest } from '@cultivar/sdk/spec';
import type { BaseModel } from './base-model.ts';
import { readGgufHeader } from './gguf/read-gguf-header.ts';
import { openModel } from './open-model.ts';
import type { ModelFile } from './model-file.ts';
import { openRandomAccessFile } from './random-access-file.ts';
import { readSafetensorsHeader } from './safetensors/read-safetensors-header.ts';

/**
 * What a model's manifest says of it, read from its files after they were checked.
 *
 * @throws ModelFileError
 */
export async function describeModel(files: readonly ModelFile[]): Promise<ModelManifest['model']> {
  const model = await openModel(files);
  await model.close();
  const { architecture, contextLength, vocabularySize, hiddenSize, layers } = model.config;
  const gguf = files.find((file) => file.name.toLowerCase().endsWith('.gguf'));
  return {
    architecture,
    format: gguf ? 'gguf' : 'safetensors',
    quantization: await storedType(gguf ?? files.find((file) => file.name.endsWith('.safetensors'))!),
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

/** The type that most tensors with at least two dimensions are stored in, e.g. `Q4_1`, `bf16`. */
async function storedType({ name, path }: ModelFile): Promise<string> {
  const file = await openRandomAccessFile(name, path);
  try {
    const types = name.toLowerCase().endsWith('.gguf')
      ? [...(await readGgufHeader(file)).tensors.values()].map(({ shape, type }) => ({
          shape,
          type: type.name,
        }))
      : [...(await readSafetensorsHeader(file)).tensors.values()].map(({ shape, dtype }) => ({
          shape,
          type: dtype.toLowerCase(),
        }));
    const counts = new Map<string, number>();
    for (const { shape, type } of types) {
      if (shape.length > 1) counts.set(type, (counts.get(type) ?? 0) + 1);
    }
    return [...counts].sort(([, a], [, b]) => b - a)[0]![0];
  } finally {
    await file.close();
  }
}
