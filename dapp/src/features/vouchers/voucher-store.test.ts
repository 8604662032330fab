import { beforeEach, describe, expect, it } from 'vitest';
import { memoryStorage } from '../../../test/memory-storage.ts';
import type { KeptVoucher } from './kept-voucher.ts';
import { keepVoucher, loadVouchers } from './voucher-store.ts';

const seller = `0x${'aB'.repeat(20)}` as const;
const voucher: KeptVoucher = {
  text: 'voucher1.e30',
  chainId: 41337,
  seller,
  offerId: 7n,
  recipient: `0x${'cd'.repeat(20)}`,
  quantity: 2,
  price: 10n ** 20n,
  expiresAtMs: 1_800_000_000_000,
  nonce: 2n ** 200n,
};

let storage: Storage;
beforeEach(() => {
  storage = memoryStorage();
});

describe('the vouchers of a seller', () => {
  it('come back as they were kept, the newest first', () => {
    keepVoucher(storage, voucher);
    keepVoucher(storage, { ...voucher, nonce: 8n });
    expect(loadVouchers(storage, 41337, seller.toLowerCase())).toEqual([{ ...voucher, nonce: 8n }, voucher]);
  });

  it('are not those of another account or chain', () => {
    keepVoucher(storage, voucher);
    expect(loadVouchers(storage, 1, seller)).toEqual([]);
    expect(loadVouchers(storage, 41337, voucher.recipient)).toEqual([]);
  });

  it('survive what somebody else wrote beside them', () => {
    keepVoucher(storage, voucher);
    const kept = JSON.parse(storage.getItem('cultivar.vouchers')!) as unknown[];
    storage.setItem(
      'cultivar.vouchers',
      JSON.stringify([{ ...voucher, price: -1, offerId: 'x', nonce: '' }, ...kept]),
    );
    expect(loadVouchers(storage, 41337, seller)).toEqual([voucher]);
    storage.setItem('cultivar.vouchers', '{');
    expect(loadVouchers(storage, 41337, seller)).toEqual([]);
  });

  it('are never more than a browser keeps', () => {
    for (let nonce = 0n; nonce < 501n; nonce++) keepVoucher(storage, { ...voucher, nonce });
    const kept = loadVouchers(storage, 41337, seller);
    expect([kept.length, kept.at(-1)?.nonce]).toEqual([500, 1n]);
  });
});
