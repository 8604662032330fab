import { deinterleaveRows } from './gguf/deinterleave-rows.ts';
import type { RandomAccessFile } from './random-access-file.ts';
import type { StoredWeight } from './stored-weight.ts';
import { TO_F32 } from './to-f32.ts';

/** Values that are read at once: whole blocks of every type, and few enough to stay near the core. */
const PIECE_VALUES = 1 << 18;

/**
 * Reads a weight's values, as f32 and in the Hugging Face layout, straight to where they are to lie.
 *
 * @param file The one that it lies in.
 * @param out Of the weight's length.
 * @throws ModelFileError `truncated`
 */
export async function readStoredWeight(
  file: RandomAccessFile,
  { offset, byteLength, type, shape, interleaved, excess }: StoredWeight,
  out: Float32Array,
): Promise<void> {
  const isMatrix = shape.length > 1;
  if (interleaved && isMatrix) {
    // Rows are moved while they are few bytes; a vector's are single values, which share blocks.
    const bytes = await file.read(offset, byteLength);
    TO_F32[type](deinterleaveRows(bytes, shape[0]!, interleaved), out);
  } else {
    const valueBytes = byteLength / out.length;
    const piece = new ArrayBuffer(valueBytes * Math.min(out.length, PIECE_VALUES));
    for (let from = 0; from < out.length; from += PIECE_VALUES) {
      const values = out.subarray(from, from + PIECE_VALUES);
      const bytes = await file.read(offset + valueBytes * from, valueBytes * values.length, piece);
      TO_F32[type](bytes, values);
    }
  }
  if (interleaved && !isMatrix) out.set(deinterleaveRows(out, shape[0]!, interleaved));
  if (excess) for (let i = 0; i < out.length; i++) out[i] = out[i]! - excess;
}
