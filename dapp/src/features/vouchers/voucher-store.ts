import { z } from 'zod';
import { storedList } from '../../lib/stored-list.ts';
import type { KeptVoucher } from './kept-voucher.ts';

const KEY = 'cultivar.vouchers';
/** The oldest of more are forgotten; their links stay good. */
const KEPT = 500;

const hex = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/)
  .transform((text) => text as `0x${string}`);
const whole = z
  .string()
  .regex(/^[0-9]{1,78}$/)
  .transform(BigInt);
const schema = z.object({
  text: z.string().max(20_000),
  chainId: z.number(),
  seller: hex,
  offerId: whole,
  recipient: hex,
  quantity: z.int(),
  price: whole,
  expiresAtMs: z.number(),
  nonce: whole,
});

/** The vouchers that a seller has signed in this browser, newest first. Anything unreadable is left out. */
export function loadVouchers(storage: Storage, chainId: number, seller: string): KeptVoucher[] {
  return storedList(storage, KEY, schema).filter(
    (voucher) => voucher.chainId === chainId && voucher.seller.toLowerCase() === seller.toLowerCase(),
  );
}

/** Keeps a voucher before all others. */
export function keepVoucher(storage: Storage, voucher: KeptVoucher): void {
  const all = [voucher, ...storedList(storage, KEY, schema)].slice(0, KEPT);
  storage.setItem(
    KEY,
    JSON.stringify(all, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)),
  );
}
