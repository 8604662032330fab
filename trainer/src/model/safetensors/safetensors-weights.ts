import { openRandomAccessFile } from '#random-access-file';
import type { WeightSource } from '../base-model.ts';
import { ModelFileError } from '../model-file-error.ts';
import type { RandomAccessFile } from '../random-access-file.ts';
import type { ModelFile } from '../model-file.ts';
import type { StoredWeight } from '../stored-weight.ts';
import { readSafetensorsHeader } from './read-safetensors-header.ts';
import { readSafetensorsTensor } from './read-safetensors-tensor.ts';
import { SAFETENSORS_TO_F32 } from './safetensors-header.ts';
import type { SafetensorsTensor } from './safetensors-header.ts';

/** Where a tensor lies: the file as it was given, the same opened, and the place in it. */
type Place = { stored: ModelFile; file: RandomAccessFile; tensor: SafetensorsTensor };

/** What older checkpoints keep beside their weights, computed anew by everybody. */
const IGNORED = /\.rotary_emb\.inv_freq$/;

/**
 * Weights over one or several safetensors files.
 *
 * @param options.tied Whether a copy of the embedding under lm_head's name is to be overlooked.
 * @param options.places In which file each tensor is said to stand.
 * @throws ModelFileError when a tensor stands in two files, in another than is said, or holds no floats.
 */
export async function safetensorsWeights(
  files: readonly ModelFile[],
  options: { tied: boolean; places?: ReadonlyMap<string, string> | undefined },
): Promise<WeightSource & { close(): Promise<void> }> {
  const opened: RandomAccessFile[] = [];
  const close = async () => {
    for (const file of opened) await file.close();
  };
  const places = new Map<string, Place>();
  try {
    for (const stored of files) {
      const { name, path } = stored;
      const file = await openRandomAccessFile(name, path);
      opened.push(file);
      for (const [tensorName, tensor] of (await readSafetensorsHeader(file)).tensors) {
        if (IGNORED.test(tensorName) || (options.tied && tensorName === 'lm_head.weight')) continue;
        const other = places.get(tensorName)?.file.name;
        if (other) throw new ModelFileError('malformed', name, `${tensorName} stands here and in ${other}`);
        requireFloats(name, tensorName, tensor);
        places.set(tensorName, { stored, file, tensor });
      }
    }
    requirePlaces(options.places, places);
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
    stored(name) {
      const { stored, tensor } = find(name);
      const { offset, byteLength, shape, dtype } = tensor;
      return { file: stored, offset, byteLength, shape, type: dtype as StoredWeight['type'] };
    },
    close,
  };
}

function requireFloats(file: string, name: string, { dtype }: SafetensorsTensor): void {
  if (Object.hasOwn(SAFETENSORS_TO_F32, dtype)) return;
  throw new ModelFileError('unsupported', file, `${name} is kept as ${dtype}, not F32, F16 or BF16`);
}

function requirePlaces(
  said: ReadonlyMap<string, string> | undefined,
  found: ReadonlyMap<string, { file: RandomAccessFile }>,
): void {
  for (const [name, file] of said ?? []) {
    const where = found.get(name)?.file.name;
    if (where !== undefined && where !== file) {
      throw new ModelFileError('malformed', where, `${name} stands here, and in ${file} by the index`);
    }
    if (where === undefined && !IGNORED.test(name) && name !== 'lm_head.weight') {
      throw new ModelFileError('malformed', file, `does not hold ${name}, as the index says`);
    }
  }
}
