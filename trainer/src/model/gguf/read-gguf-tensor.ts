import type { RandomAccessFile } from '../random-access-file.ts';
import type { GgufTensor } from './gguf-header.ts';

/** A tensor's values as they are stored, dequantised. */
export async function readGgufTensor(file: RandomAccessFile, tensor: GgufTensor): Promise<Float32Array> {
  const values = new Float32Array(tensor.shape.reduce((a, b) => a * b, 1));
  tensor.type.toF32(await file.read(tensor.offset, tensor.byteLength), values);
  return values;
}
