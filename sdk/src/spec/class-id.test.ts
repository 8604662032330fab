import { keccak256, toBytes } from 'viem';
import { expect, it } from 'vitest';
import { classId } from './class-id.ts';

it('names a class by the hash that Solidity gives its text', () => {
  const text = 'exact:ort-cpu/1.30/avx512';
  expect(classId(text)).toBe(keccak256(toBytes(text)));
});
