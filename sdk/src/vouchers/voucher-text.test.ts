import { describe, expect, it } from 'vitest';
import { parseVoucherText } from './parse-voucher-text.ts';
import type { SignedVoucher } from './signed-voucher.ts';
import { VoucherTextError } from './voucher-text-error.ts';
import { voucherText } from './voucher-text.ts';

const signed: SignedVoucher = {
  chainId: 41337,
  market: '0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0',
  voucher: {
    offerId: 3n,
    recipient: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
    quantity: 2,
    price: 10n ** 16n,
    expiresAt: 1_800_000_000,
    nonce: 2n ** 256n - 1n,
  },
  signature: `0x${'ab'.repeat(65)}`,
};

/** The text of a voucher one of whose fields somebody changed. */
function changed(change: Record<string, unknown>): string {
  const text = voucherText(signed);
  const json = JSON.parse(Buffer.from(text.slice('voucher1.'.length), 'base64url').toString()) as object;
  return `voucher1.${Buffer.from(JSON.stringify({ ...json, ...change })).toString('base64url')}`;
}

const refusal = (text: string): VoucherTextError => {
  try {
    parseVoucherText(text);
  } catch (error) {
    if (error instanceof VoucherTextError) return error;
    throw error;
  }
  throw new Error('it was taken for a voucher');
};

describe('the text of a voucher', () => {
  it('holds all of it', () => {
    expect(parseVoucherText(voucherText(signed))).toEqual(signed);
  });

  it('needs nothing escaped behind the # of an address', () => {
    expect(voucherText(signed)).toMatch(/^[\w.-]+$/);
  });

  it('is found in an address, and after a mail has broken its lines', () => {
    const text = voucherText(signed);
    expect(parseVoucherText(`https://market.test/voucher#${text}`)).toEqual(signed);
    expect(parseVoucherText(` ${text.slice(0, 40)}\r\n ${text.slice(40)}\n`)).toEqual(signed);
  });
});

describe('what is no voucher', () => {
  it.each(['', 'hello', 'voucher2.e30', 'voucher1.', 'voucher1.!', 'voucher1.bnVsbA'])(
    '%j is refused',
    (text) => {
      expect(refusal(text).field).toBeUndefined();
    },
  );

  it.each([
    ['offerId', '281474976710656'],
    ['offerId', 3],
    ['recipient', '0x12'],
    ['quantity', 0],
    ['quantity', 51],
    ['price', '340282366920938463463374607431768211456'],
    ['price', '-1'],
    ['expiresAt', 1_099_511_627_776],
    ['nonce', '1e3'],
    ['signature', '0xabc'],
    ['chainId', '41337'],
    ['market', 'https://evil.test'],
  ])('is refused for its %s of %j, by name', (field, value) => {
    expect(refusal(changed({ [field]: value })).field).toBe(field);
  });

  it('has nothing in it that nobody knows', () => {
    expect(() => parseVoucherText(changed({ note: 'pay me elsewhere' }))).toThrow(VoucherTextError);
  });

  it('is given up before it is read when it is endless', () => {
    expect(refusal(`voucher1.${'A'.repeat(1_000_000)}`).message).toContain('too long');
  });
});
