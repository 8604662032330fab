/// <reference lib="es2025.float16" />
import { toBfloat16 } from '../engine/executor/bfloat16.ts';
import { ExportError } from './export-error.ts';

/** Types of numbers that whole models are written in. */
export const FLOAT_TYPES = ['f32', 'f16', 'bf16'] as const;
export type FloatType = (typeof FLOAT_TYPES)[number];

/** Bytes a value. */
export const FLOAT_BYTES: Readonly<Record<FloatType, number>> = { f32: 4, f16: 2, bf16: 2 };

/**
 * Values as little-endian bytes of a type, rounded to the nearest, ties to even.
 *
 * @param name Of the tensor, for the message.
 * @throws ExportError `range` for a value beyond half precision.
 */
export function floatBytes(name: string, values: Float32Array, type: FloatType): Uint8Array {
  const stored = STORES[type](values);
  if (type === 'f16') {
    const beyond = values.findIndex((value, i) => Number.isFinite(value) && !Number.isFinite(stored[i]));
    if (beyond >= 0) {
      throw new ExportError(
        'range',
        `${name} holds ${values[beyond]}, beyond half precision`,
        'Choose bf16 or f32.',
      );
    }
  }
  return new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength);
}

const STORES: Readonly<
  Record<FloatType, (values: Float32Array) => Float32Array | Float16Array | Uint16Array>
> = {
  f32: (values) => values,
  f16: (values) => Float16Array.from(values),
  bf16(values) {
    const halves = new Uint16Array(values.length);
    toBfloat16(values, halves);
    return halves;
  },
};
