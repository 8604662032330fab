import type { OfferTerms } from '@cultivar/sdk';
import type { AssetKind, Hex } from '@cultivar/sdk/spec';
import type { SeatPlace } from './seat-place.ts';

/** Everything the index knows of one licence. Times in milliseconds, units of 1,000 tokens. */
export type LicenseDetail = {
  licenseId: bigint;
  offerId: bigint;
  /** Its number within the offer. */
  serial: string;
  asset: { id: string; kind: AssetKind; name: string; digest: Hex };
  owner: Hex;
  allowsCommercial: boolean;
  allowsDerive: boolean;
  allowsTransfer: boolean;
  boughtAtMs: number;
  boughtTx: Hex;
  /** Absent for one that never ends. */
  endsAtMs: number | undefined;
  /** Of the offer it was sold under: a renewal passes them back. */
  terms: OfferTerms;
  renewable: Renewable;
  seatCount: number;
  /** Those that somebody has or had, and the first free ones. */
  seats: readonly SeatPlace[];
  /** Absent for an unmetered one. */
  units: { used: number; granted: number } | undefined;
  usages: readonly LicenseUsage[];
  renewals: readonly LicenseRenewal[];
};

/** Whether it can be paid for again, and if not, why. */
export type Renewable = 'yes' | 'perpetual' | 'closed' | 'void';

/** What an account has drawn at a server. */
export type LicenseUsage = { id: string; account: Hex; server: Hex; units: number; redeemedAtMs: number };

/** A time it was paid for again. */
export type LicenseRenewal = {
  id: string;
  payer: Hex;
  currency: Hex;
  price: bigint;
  renewedAtMs: number;
  /** Until when it was good since. */
  endsAtMs: number | undefined;
};
