import type { AssetKind } from '@cultivar/sdk/spec';

/** How many assets there are, in all and of each kind. */
export type KindCounts = Record<AssetKind | 'all', number>;

/** What the marketplace can be narrowed by. */
export type MarketFacets = {
  counts: KindCounts;
  /** The tags that newest manifests carry, the most used first. */
  tags: readonly string[];
  bases: readonly { digest: string; name: string }[];
  licenses: readonly string[];
};
