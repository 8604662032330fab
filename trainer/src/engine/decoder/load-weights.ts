import { openRandomAccessFile } from '#random-access-file';
import type { WeightSource } from '../../model/base-model.ts';
import type { RandomAccessFile } from '../../model/random-access-file.ts';
import { readStoredWeight } from '../../model/read-stored-weight.ts';
import type { StoredWeight } from '../../model/stored-weight.ts';
import { loadWeight } from './weight-load.ts';
import type { WeightLoad } from './weight-load.ts';

/** A load that any thread can do. */
export type StoredLoad = WeightLoad & { readonly weight: StoredWeight };

/** Does loads of weights that lie in files. @throws ModelFileError */
export async function loadStoredWeights(loads: readonly StoredLoad[]): Promise<void> {
  const files = new Map<string, RandomAccessFile>();
  try {
    for (const load of loads) {
      const { name, path } = load.weight.file;
      const file = files.get(path) ?? (await openRandomAccessFile(name, path));
      files.set(path, file);
      await loadWeight(load, (out) => readStoredWeight(file, load.weight, out));
    }
  } finally {
    for (const file of files.values()) await file.close();
  }
}

/** Does loads from a source of any kind. @throws ModelFileError */
export async function loadWeights(weights: WeightSource, loads: readonly WeightLoad[]): Promise<void> {
  if (weights.stored)
    return loadStoredWeights(loads.map((load) => ({ ...load, weight: weights.stored!(load.name) })));
  for (const load of loads) await loadWeight(load, async (out) => out.set(await weights.read(load.name)));
}
