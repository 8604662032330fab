import { readGgufHeader } from './gguf/read-gguf-header.ts';
import type { ModelFile } from './model-file.ts';
import { ModelFileError } from './model-file-error.ts';
import { openRandomAccessFile } from './random-access-file.ts';
import { readSafetensorsHeader } from './safetensors/read-safetensors-header.ts';

/**
 * The type that most of a model's tensors with at least two dimensions are stored in, e.g. `Q4_1`, `bf16`; of several
 * safetensors files, in the first.
 *
 * @throws ModelFileError
 */
export async function storedType(files: readonly ModelFile[]): Promise<string> {
  const gguf = files.find((file) => file.name.toLowerCase().endsWith('.gguf'));
  const weights = gguf ?? files.find((file) => file.name.endsWith('.safetensors'));
  if (!weights) throw new ModelFileError('unknown_format', 'the model', 'holds neither GGUF nor safetensors');
  const file = await openRandomAccessFile(weights.name, weights.path);
  try {
    const types = gguf
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
