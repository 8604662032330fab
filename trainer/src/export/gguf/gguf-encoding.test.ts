import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GGUF_TENSOR_TYPES } from '../../model/gguf/gguf-tensor-type.ts';
import { GGUF_ENCODINGS } from './gguf-encoding.ts';

const fixture = new URL('../../../test/parity/generated/gguf-quantized.json', import.meta.url);
const { values: given, ...BLOCKS } = JSON.parse(readFileSync(fixture, 'utf8')) as Record<string, string>;
const bytesOf = (base64: string) => Uint8Array.from(Buffer.from(base64, 'base64'));
const values = new Float32Array(bytesOf(given!).buffer);

describe('a tensor in blocks', () => {
  it.each(Object.entries(BLOCKS))('of %s has the bits that the gguf package writes', (name, expected) => {
    const { encode } = GGUF_ENCODINGS[name as keyof typeof GGUF_ENCODINGS];
    expect(encode('w', values)).toEqual(bytesOf(expected));
  });

  it.each(Object.entries(GGUF_ENCODINGS))(
    'of %s comes back by its number, about as it was',
    (_, encoding) => {
      const some = values.subarray(0, 64);
      const type = GGUF_TENSOR_TYPES.get(encoding.id)!;
      const bytes = encoding.encode('w', some);
      expect([type.blockValues, type.blockBytes]).toEqual([encoding.blockValues, encoding.blockBytes]);
      expect(bytes).toHaveLength((64 / type.blockValues) * type.blockBytes);
      const back = new Float32Array(64);
      type.toF32(bytes, back);
      for (const [i, value] of back.entries()) expect(Math.abs(value - some[i]!)).toBeLessThan(0.25);
    },
  );

  it.each(['f16', 'q8_0', 'q4_0'] as const)('of %s refuses what half precision does not reach', (name) => {
    const large = new Float32Array(32).fill(70_000);
    expect(() => GGUF_ENCODINGS[name].encode('model.norm', large)).toThrow('model.norm holds 70000');
  });
});
