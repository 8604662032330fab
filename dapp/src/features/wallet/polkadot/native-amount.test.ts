import { expect, it } from 'vitest';
import { DustAmountError, plancksToWei, weiToPlancks } from './native-amount.ts';

it('turns one DOT of wei into ten thousand million plancks', () => {
  expect(weiToPlancks(10n ** 18n, 10)).toBe(10n ** 10n);
});

it('comes back to the same wei', () => {
  expect(plancksToWei(weiToPlancks(123_400_000_000n, 10), 10)).toBe(123_400_000_000n);
});

it('refuses wei below one planck instead of rounding', () => {
  expect(() => weiToPlancks(10n ** 18n + 1n, 10)).toThrow(DustAmountError);
});
