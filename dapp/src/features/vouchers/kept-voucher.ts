import type { Hex } from '@cultivar/sdk/spec';

/** A voucher that was signed in this browser, kept so that its seller can send it again or cancel it. */
export type KeptVoucher = {
  /** As it was handed on. */
  text: string;
  chainId: number;
  seller: Hex;
  offerId: bigint;
  recipient: Hex;
  quantity: number;
  /** Of one licence, in the currency's smallest unit. */
  price: bigint;
  expiresAtMs: number;
  nonce: bigint;
};
