import type { WeightSource } from '../base-model.ts';
import { ModelFileError } from '../model-file-error.ts';
import { openRandomAccessFile } from '../random-access-file.ts';
import type { RandomAccessFile } from '../random-access-file.ts';
import type { ModelFile } from '../model-file.ts';
import { readSafetensorsHeader } from './read-safetensors-header.ts';
import { readSafetensorsTensor } from './read-safetensors-tensor.ts';
import type { SafetensorsTensor } from './safetensors-header.ts';

/** What older checkpoints keep beside their weights, computed anew by everybody. */
const IGNORED = /\.rotary_emb\.inv_freq$/;

/**
 * Weights over one or several safetensors files.
 *
 * @param options.tied Whether a copy of the embedding under lm_head's name is to be overlooked.
 * @throws ModelFileError when a tensor stands in two files.
 */
export async function safetensorsWeights(
  files: readonly ModelFile[],
  { tied }: { tied: boolean },
): Promise<WeightSource & { close(): Promise<void> }> {
  const opened: RandomAccessFile[] = [];
  const close = async () => {
    for (const file of opened) await file.close();
  };
  const places = new Map<string, { file: RandomAccessFile; tensor: SafetensorsTensor }>();
  try {
    for (const { name, path } of files) {
      const file = await openRandomAccessFile(name, path);
      opened.push(file);
      for (const [tensorName, tensor] of (await readSafetensorsHeader(file)).tensors) {
        if (IGNORED.test(tensorName) || (tied && tensorName === 'lm_head.weight')) continue;
        const other = places.get(tensorName)?.file.name;
        if (other) throw new ModelFileError('malformed', name, `${tensorName} stands here and in ${other}`);
        places.set(tensorName, { file, tensor });
      }
    }
  } catch (error) {
    await close();
    throw error;
  }
  const find = (name: string) => {
    const place = places.get(name);
    if (!place)
      throw new ModelFileError('weights', files.map((file) => file.name).join(', '), `no weight ${name}`);
    return place;
  };
  return {
    names: () => [...places.keys()],
    shape: (name) => [...find(name).tensor.shape],
    read: (name) => readSafetensorsTensor(find(name).file, name, find(name).tensor),
    close,
  };
}
