import type { Address, Hex } from 'viem';
import type { Voucher } from '../contracts/contract-types.ts';

/** A voucher as its seller hands it on: where it counts, what it grants, and the seller's word for it. */
export type SignedVoucher = {
  chainId: number;
  /** The licence market that takes it. */
  market: Address;
  voucher: Voucher;
  /** Of the seller, see `signVoucher`; nobody has checked it yet, see `verifyVoucher`. */
  signature: Hex;
};
