import { toBfloat16 } from '../executor/bfloat16.ts';
import type { Tensor } from '../executor/tensor.ts';

/** A stored weight that is to be read into memory which is laid out already. */
export type WeightLoad = {
  readonly name: string;
  readonly shape: readonly number[];
  /** What becomes of it: several where projections are fused in the file. */
  readonly parts: readonly WeightPart[];
};

/** Values of a stored weight, and where they go. */
export type WeightPart = {
  readonly data: Tensor['data'];
  /** Values of the stored weight before these. */
  readonly offset: number;
  /** What is added to each. */
  readonly added?: number | undefined;
};

/**
 * Reads a weight to its places: straight there where it can be, else by way of memory of its own.
 *
 * @param read Writes the stored weight's values.
 */
export async function loadWeight(
  { shape, parts }: Pick<WeightLoad, 'shape' | 'parts'>,
  read: (out: Float32Array) => Promise<void>,
): Promise<void> {
  const length = shape.reduce((a, b) => a * b, 1);
  const [first] = parts;
  const isStraight = first!.data instanceof Float32Array && first!.data.length === length;
  const values = isStraight ? (first!.data as Float32Array) : new Float32Array(length);
  await read(values);
  for (const { data, offset, added } of parts) {
    const own = values.subarray(offset, offset + data.length);
    if (added) for (let i = 0; i < own.length; i++) own[i] = own[i]! + added;
    if (data instanceof Uint16Array) toBfloat16(own, data);
    else if (!isStraight) (data as Float32Array).set(own);
  }
}
