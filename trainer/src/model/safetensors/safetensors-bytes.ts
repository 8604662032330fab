import { safetensorsHead } from './safetensors-head.ts';

/**
 * A safetensors file of f32 tensors as the pieces to write one after the other: tensors in the order of their names,
 * the header padded with spaces to a multiple of 8. The same tensors give the same bytes.
 */
export function safetensorsBytes(
  tensors: ReadonlyMap<string, { shape: readonly number[]; data: Float32Array }>,
  metadata: Record<string, string>,
): Uint8Array[] {
  const names = [...tensors.keys()].sort();
  const header: Record<string, unknown> = { __metadata__: metadata };
  const data: Uint8Array[] = [];
  let end = 0;
  for (const name of names) {
    const { shape, data: values } = tensors.get(name)!;
    if (shape.reduce((a, b) => a * b, 1) !== values.length) {
      throw new RangeError(`${name}: ${values.length} values for a shape of [${shape.join(', ')}]`);
    }
    header[name] = { dtype: 'F32', shape, data_offsets: [end, (end += values.byteLength)] };
    data.push(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  return [...safetensorsHead(header), ...data];
}
