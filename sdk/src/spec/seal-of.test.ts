import { keccak256 } from 'viem';
import { expect, it } from 'vitest';
import { sealOf } from './seal-of.ts';

it('is the hash of the secret as Solidity hashes 32 bytes', () => {
  const secret = `0x${'a7'.repeat(32)}` as const;
  expect(sealOf(secret)).toBe(keccak256(secret));
});
