import { ModelFileError } from '../model-file-error.ts';
import type { RandomAccessFile } from '../random-access-file.ts';
import { SAFETENSORS_TO_F32 } from './safetensors-header.ts';
import type { SafetensorsTensor } from './safetensors-header.ts';

/** A tensor's values as f32. @throws ModelFileError `unsupported` for a dtype that is no kind of float it knows. */
export async function readSafetensorsTensor(
  file: RandomAccessFile,
  name: string,
  tensor: SafetensorsTensor,
): Promise<Float32Array> {
  const toF32 = SAFETENSORS_TO_F32[tensor.dtype];
  if (!toF32) {
    throw new ModelFileError(
      'unsupported',
      file.name,
      `${name} is kept as ${tensor.dtype}, not F32, F16 or BF16`,
    );
  }
  const values = new Float32Array(tensor.byteLength / tensor.unit);
  toF32(await file.read(tensor.offset, tensor.byteLength), values);
  return values;
}
