import type { AssetKind, Hex } from '@cultivar/sdk/spec';

/** What an account owns, may use and has earned. */
export type Holdings = {
  assets: OwnedAsset[];
  licenses: HeldLicense[];
  /** Licences of others that it has a seat of. */
  seated: HeldLicense[];
  earnings: Earnings;
};

/** An asset that an account owns. Amounts in wei. */
export type OwnedAsset = {
  id: string;
  kind: AssetKind;
  name: string;
  digest: Hex;
  licenses: number;
  salesWei: bigint;
  royaltiesWei: bigint;
};
/** A licence that covers an account. Times in milliseconds, units of 1,000 tokens. */
export type HeldLicense = {
  /** `<chainId>:<offerId>-<serial>`, as in addresses. */
  id: string;
  asset: { id: string; kind: AssetKind; name: string; digest: Hex };
  allowsCommercial: boolean;
  allowsDerive: boolean;
  boughtAtMs: number;
  /** Absent for a perpetual one; of a seat, its own end where that comes first. */
  endsAtMs: number | undefined;
  /** Absent where it has none, and for somebody in one of them. */
  seats: { used: number; count: number } | undefined;
  /** Absent for an unmetered one. */
  units: { left: number; granted: number } | undefined;
};
/** What an account may withdraw in the native currency, and how it came. */
export type Earnings = {
  balanceWei: bigint;
  salesWei: bigint;
  royaltiesWei: bigint;
  jobPaymentsWei: bigint;
  jobRefundsWei: bigint;
  withdrawnWei: bigint;
};
