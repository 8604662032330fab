import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { GGUF_TENSOR_TYPES } from '../../src/model/gguf/gguf-tensor-type.ts';

type Blocks = Record<string, { type: number; bytes: string; values: string }>;
const BLOCKS = JSON.parse(
  readFileSync(join(import.meta.dirname, 'generated/gguf-blocks.json'), 'utf8'),
) as Blocks;

it.each(Object.entries(BLOCKS))('reads %s to the bit as the gguf package does', (name, block) => {
  const type = GGUF_TENSOR_TYPES.get(block.type)!;
  const bytes = Uint8Array.from(Buffer.from(block.bytes, 'base64'));
  const expected = Uint8Array.from(Buffer.from(block.values, 'base64'));
  const values = new Float32Array(expected.length / 4);
  type.toF32(bytes, values);
  expect(type.name).toBe(name);
  expect((bytes.length / type.blockBytes) * type.blockValues).toBe(values.length);
  expect(values).toEqual(new Float32Array(expected.buffer));
});

it('reads every type that a header may name', () => {
  expect([...GGUF_TENSOR_TYPES.keys()].toSorted()).toEqual(
    Object.values(BLOCKS)
      .map(({ type }) => type)
      .toSorted(),
  );
});
