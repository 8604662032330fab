import type { Hex } from 'viem';

/** A part of every sale that goes to the owner of an ancestor. */
export type AncestorShare = { assetId: bigint; bps: bigint };

/** Parents, and the ancestors to whom a part of each sale is due. Both frozen. */
export type Lineage = { parents: readonly bigint[]; ancestors: readonly AncestorShare[] };

/** A parent as a registrant names it. */
export type Parent = { assetId: bigint; licenseId: bigint };

/** What the registry knows of an asset. */
export type Asset = {
  owner: Hex;
  approved: Hex;
  creator: Hex;
  kind: bigint;
  policy: bigint;
  royaltyBps: bigint;
  manifestDigest: Hex;
  version: bigint;
  lineage: Lineage;
};

/** The registry: assets by id, and who has registered which manifest. */
export type AssetBook = {
  assets: Map<bigint, Asset>;
  manifests: Map<string, bigint>;
  operators: Set<string>;
};

/** `IAssetRegistry.Policy`. */
export const POLICY = { Open: 0n, Licensed: 1n, Closed: 2n } as const;
/** `IAssetRegistry.Source`. */
export const SOURCE = { Declared: 0n, Job: 1n } as const;
/** `IAssetRegistry.Kind.Adapter`, what a job makes. */
export const ADAPTER = 1n;
/** An asset's royalty, at most. */
export const MAX_ROYALTY_BPS = 5_000n;
