import { openRandomAccessFile } from '#random-access-file';
import type { BaseModel } from '../model/base-model.ts';
import { readStoredWeight } from '../model/read-stored-weight.ts';
import type { StoredWeight } from '../model/stored-weight.ts';

/** Rows that are kept once they were read: a text uses few tokens of a vocabulary. */
const KEPT_ROWS = 8192;
const NAME = 'model.embed_tokens.weight';

/** Rows of the embedding, without the whole of it in memory. */
export type EmbeddingRows = {
  /** @returns `[ids, hiddenSize]`. @throws RangeError for a token that has no row. */
  read(ids: readonly number[]): Promise<Float32Array>;
  close(): Promise<void>;
};

/** Opens the embedding where it lies; where it is in no file it is kept. */
export async function openEmbeddingRows({ config, weights }: BaseModel): Promise<EmbeddingRows> {
  const width = config.hiddenSize;
  const { row, close } = await rowSource(weights.stored?.(NAME), () => weights.read(NAME), width);
  const known = new Map<number, Promise<Float32Array>>();
  const rowOf = (id: number): Promise<Float32Array> => {
    if (!(id >= 0 && id < config.vocabularySize)) {
      throw new RangeError(`token ${id} has no row in the embedding`);
    }
    const found = known.get(id) ?? row(id);
    // Last used stands last; the oldest goes first.
    known.delete(id);
    known.set(id, found);
    found.catch(() => known.delete(id));
    if (known.size > KEPT_ROWS) known.delete(known.keys().next().value!);
    return found;
  };
  return {
    async read(ids) {
      const values = new Float32Array(ids.length * width);
      const rows = await Promise.all(ids.map(rowOf));
      for (const [i, found] of rows.entries()) values.set(found, i * width);
      return values;
    },
    close,
  };
}

async function rowSource(
  stored: StoredWeight | undefined,
  whole: () => Promise<Float32Array>,
  width: number,
): Promise<{ row: (id: number) => Promise<Float32Array>; close: () => Promise<void> }> {
  if (!stored) {
    const values = await whole();
    const row = (id: number) => Promise.resolve(values.subarray(id * width, (id + 1) * width));
    return { row, close: () => Promise.resolve() };
  }
  const file = await openRandomAccessFile(stored.file.name, stored.file.path);
  const byteLength = stored.byteLength / stored.shape[0]!;
  return {
    async row(id) {
      const values = new Float32Array(width);
      const offset = stored.offset + id * byteLength;
      await readStoredWeight(file, { ...stored, offset, byteLength, shape: [1, width] }, values);
      return values;
    },
    close: () => file.close(),
  };
}
