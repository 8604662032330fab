import { machine } from '#machine';
import { openRandomAccessFile } from '#random-access-file';
import type { BaseModel, ModelWeights } from './base-model.ts';
import { openGguf } from './gguf/open-gguf.ts';
import type { ModelFile } from './model-file.ts';
import { ModelFileError } from './model-file-error.ts';
import { openSafetensorsModel } from './safetensors/open-safetensors-model.ts';
import { isPickle } from './is-pickle.ts';

export type { ModelFile } from './model-file.ts';

/**
 * Opens a base model for reading: one GGUF file with everything inside, or safetensors with config.json,
 * tokenizer.json and a chat template beside them. Only headers are read here, weights when they are asked for.
 * The caller closes it.
 *
 * @throws ModelFileError when a file is missing, truncated, contradicts itself, is a pickle or of an unknown kind.
 */
export function openModel(files: readonly ModelFile[], onWeights?: OnWeights): Promise<BaseModel> {
  return machine.sparing(() => open(files, onWeights));
}

/** Told of the weights once they are checked; the tokenizer is read when what it gives settles. */
export type OnWeights = (weights: ModelWeights) => Promise<void>;

async function open(files: readonly ModelFile[], onWeights?: OnWeights): Promise<BaseModel> {
  for (const file of files) await refusePickle(file);
  const ggufs = files.filter((file) => file.name.toLowerCase().endsWith('.gguf'));
  if (ggufs.length > 1) {
    throw new ModelFileError('unsupported', ggufs[1]!.name, 'a model split over several GGUF files');
  }
  if (ggufs[0]) return openGguf(ggufs[0], onWeights);
  if (files.some((file) => file.name.endsWith('.safetensors'))) return openSafetensorsModel(files, onWeights);
  const names = files.map((file) => file.name).join(', ') || 'no file';
  throw new ModelFileError('unknown_format', names, 'holds neither GGUF nor safetensors weights');
}

async function refusePickle({ name, path }: ModelFile): Promise<void> {
  const file = await openRandomAccessFile(name, path);
  try {
    if (isPickle(name, await file.read(0, Math.min(file.size, 64)))) {
      throw new ModelFileError(
        'pickle',
        name,
        'is a Python pickle, which can run code: convert it to safetensors',
      );
    }
  } finally {
    await file.close();
  }
}
