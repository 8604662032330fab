import type { OfferTerms, SignedVoucher } from '@cultivar/sdk';
import type { AssetKind, Hex } from '@cultivar/sdk/spec';

/** A voucher that somebody was given, with what the chain and the index say of it. */
export type VoucherFacts = {
  signed: SignedVoucher;
  /** Whether it is for the chain and the market that this app speaks to; nothing else is asked where it is not. */
  isForHere: boolean;
  /** Absent where the market has no such offer. */
  offer: VoucherOffer | undefined;
  /** Whether the seller of the offer has signed it. */
  isSigned: boolean;
  /** What became of its number, if anything. */
  spent: 'used' | 'canceled' | 'spent' | undefined;
};

/** The offer of a voucher: its other terms, and what is sold. */
export type VoucherOffer = {
  terms: OfferTerms;
  sold: number;
  isClosed: boolean;
  /** Who owns the asset now; a sale needs it to be the seller. */
  assetOwner: Hex;
  asset: { id: string; kind: AssetKind; name: string; digest: Hex };
};
