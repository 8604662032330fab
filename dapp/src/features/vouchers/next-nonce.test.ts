import { expect, it } from 'vitest';
import { nextNonce } from './next-nonce.ts';

it('begins in a word that nobody has used', () => {
  expect(nextNonce([], () => 5n)).toBe(5n << 8n);
});

it('goes up within the word, past every number that was given out', () => {
  expect(nextNonce([1282n, 1284n, 99n], () => 0n)).toBe(1285n);
});

it('begins another word once one is full', () => {
  expect(nextNonce([(5n << 8n) + 255n], () => 9n)).toBe(9n << 8n);
});
