import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseAmount } from './parse-amount.ts';

it('reads whole numbers, points and lone commas', () => {
  expect(parseAmount(' 12 ', 18)).toBe(12n * 10n ** 18n);
  expect(parseAmount('0.05', 18)).toBe(5n * 10n ** 16n);
  expect(parseAmount('0,05', 18)).toBe(5n * 10n ** 16n);
  expect(parseAmount('2.5', 6)).toBe(2_500_000n);
});

it('refuses what is no amount, or finer than the currency', () => {
  for (const text of ['', '-1', '1e3', '0x10', '1.2.3', '1,000.5', 'Infinity', '.5']) {
    expect(parseAmount(text, 18)).toBeUndefined();
  }
  expect(parseAmount('0.1234567', 6)).toBeUndefined();
});

it('loses nothing of any amount', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), (wei) => {
      const unit = 10n ** 18n;
      expect(parseAmount(`${wei / unit}.${(wei % unit).toString().padStart(18, '0')}`, 18)).toBe(wei);
    }),
  );
});
