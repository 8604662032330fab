import type { DecoderConfig } from '../../model/decoder-config.ts';

/** Whether llama.cpp keeps the rows of this module's weight in another order (Llama's q and k). */
export function isRotaryModule({ architecture }: DecoderConfig, module: string): boolean {
  return (architecture === 'llama' || architecture === 'mistral') && /\.[qk]_proj$/.test(module);
}

/**
 * Rows of q or k as llama.cpp turns them: the two halves of each head one row of each in turn, so that rotary pairs are
 * neighbours.
 */
export function interleaveRows(
  values: Float32Array,
  [rows, columns = 1]: readonly number[],
  headDim: number,
): Float32Array {
  const out = new Float32Array(values.length);
  for (let row = 0; row < rows!; row++) {
    const inHead = row % headDim;
    const source = row - inHead + (inHead % 2) * (headDim / 2) + Math.floor(inHead / 2);
    out.set(values.subarray(source * columns, (source + 1) * columns), row * columns);
  }
  return out;
}
