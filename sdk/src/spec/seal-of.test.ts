import { keccak256 } from 'viem';
import { expect, it } from 'vitest';
import { proofOf } from './proof-of.ts';
import { sealOf } from './seal-of.ts';

const secret = `0x${'a7'.repeat(32)}` as const;

it('is the secret hashed three times as Solidity hashes 32 bytes', () => {
  expect(sealOf(secret)).toBe(keccak256(keccak256(keccak256(secret))));
});

it('follows from what any stage shows, and what a later stage shows from nothing shown before', () => {
  expect(keccak256(proofOf(secret, 'audit'))).toBe(sealOf(secret));
  expect(keccak256(proofOf(secret, 'first'))).toBe(proofOf(secret, 'audit'));
  expect(keccak256(proofOf(secret, 'second'))).toBe(proofOf(secret, 'first'));
  expect(proofOf(secret, 'second')).toBe(secret);
});
