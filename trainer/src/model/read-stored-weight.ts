import { deinterleaveRows } from './gguf/deinterleave-rows.ts';
import type { RandomAccessFile } from './random-access-file.ts';
import type { StoredWeight } from './stored-weight.ts';
import { TO_F32 } from './to-f32.ts';

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
  const bytes = await file.read(offset, byteLength);
  // Rows are moved while they are few bytes; a vector's are single values, which share blocks.
  const isMatrix = shape.length > 1;
  const ordered = interleaved && isMatrix ? deinterleaveRows(bytes, shape[0]!, interleaved) : bytes;
  TO_F32[type](ordered, out);
  if (interleaved && !isMatrix) out.set(deinterleaveRows(out, shape[0]!, interleaved));
  if (excess) for (let i = 0; i < out.length; i++) out[i] = out[i]! - excess;
}
