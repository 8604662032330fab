import { expect, it } from 'vitest';
import { voucherState } from './voucher-state.ts';

it('is open until its time, unless its number is used up', () => {
  const voucher = { expiresAtMs: 1_000 };
  expect(voucherState(voucher, undefined, 999)).toBe('open');
  expect(voucherState(voucher, undefined, 1_000)).toBe('over');
  expect(voucherState(voucher, { isUsed: true }, 5_000)).toBe('used');
  expect(voucherState(voucher, { isUsed: false }, 0)).toBe('canceled');
});
