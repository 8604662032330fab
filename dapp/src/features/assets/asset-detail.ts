import type { AssetKind, Manifest } from '@cultivar/sdk/spec';
import type { AssetSummary } from './asset-summary.ts';
import type { OfferView } from './offer-view.ts';

/** A manifest that describes an asset. */
export type AssetManifest = Extract<Manifest, { kind: AssetKind }>;

/** Everything the index knows of one asset. */
export type AssetDetail = AssetSummary & {
  tokenId: string;
  creator: string;
  owner: string;
  royaltyBps: number;
  /** The manifest names another creator than the registry does. */
  foreignCreator: boolean;
  versions: readonly AssetVersion[];
  parents: readonly LineageLink[];
  children: readonly LineageLink[];
  /** What is left of a sale for the owner after fee and lineage, in basis points. */
  ownerBps: number;
  protocolFeeBps: number;
  offers: readonly OfferView[];
  licenses: readonly LicenseView[];
  /** Number of the job that made it. */
  jobId: string | undefined;
  activity: readonly ActivityItem[];
};

/** One published manifest of an asset. */
export type AssetVersion = { number: number; digest: string; publishedAtMs: number };

/** A parent or a child, and the share of each sale that flows along the link. */
export type LineageLink = {
  id: string;
  kind: AssetKind;
  name: string;
  digest: string;
  note: string;
  shareBps: number;
};

/** A licence that was bought. */
export type LicenseView = {
  id: string;
  holder: string;
  /** What the sale that made it cost a licence; absent when that sale is not among those read. */
  paid: { wei: bigint; currency: string } | undefined;
  boughtAtMs: number;
  /** Absent for a perpetual one. */
  endsAtMs: number | undefined;
};

/** Something that happened to an asset. */
export type ActivityItem = {
  key: string;
  /** What happened, in words, around an account where one is named. */
  text: string;
  account: string | undefined;
  note: string | undefined;
  timeMs: number;
  /** It settled something: shown with a filled dot. */
  settled: boolean;
};
