import { expect, it } from 'vitest';
import { mostPaid } from './most-paid.ts';

it('writes whole amounts with two places', () => {
  expect(mostPaid(0n)).toBe('0.00');
  expect(mostPaid(12n * 10n ** 18n)).toBe('12.00');
  expect(mostPaid(1_234_500_000_000_000_000_000n)).toBe('1,234.50');
});

it('rounds up, never down', () => {
  expect(mostPaid(1n)).toBe('0.000001');
  expect(mostPaid(10n ** 18n + 1n)).toBe('1.000001');
});
