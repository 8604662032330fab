import type { AssetKind as IndexedKind, Asset_Filter, Manifest_Filter } from '../generated/graphql.ts';
import type { AssetKind } from '../spec/asset-kind.ts';

/** What a marketplace page may narrow down by; every field is optional and all hold together. */
export type AssetQuery = {
  kind?: AssetKind;
  /** Part of the name, any case. */
  text?: string;
  /** One tag that the manifest names. */
  tag?: string;
  /** SPDX id. */
  license?: string;
  /** Model's architecture. */
  architecture?: string;
  /** Digest of the base model's manifest, for adapters. */
  baseDigest?: `0x${string}`;
  /** Upper limit of the files' bytes. */
  maxSizeBytes?: bigint;
  /** Only what has an open offer. */
  isForSale?: boolean;
  /** Only results of jobs. */
  isFromJob?: boolean;
  creator?: `0x${string}`;
  owner?: `0x${string}`;
};

/** The index's filter for a query. */
export function assetFilter(query: AssetQuery): Asset_Filter {
  const manifest = manifestFilter(query);
  return {
    ...(query.kind && { kind: query.kind.toUpperCase() as IndexedKind }),
    ...(query.isForSale && { openOfferCount_gt: 0 }),
    ...(query.isFromJob && { source: 'JOB' as const }),
    ...(query.creator && { creator: query.creator.toLowerCase() }),
    ...(query.owner && { owner: query.owner.toLowerCase() }),
    ...(Object.keys(manifest).length > 0 && { manifest_: manifest }),
  };
}

function manifestFilter(query: AssetQuery): Manifest_Filter {
  return {
    ...(query.text && { name_contains_nocase: query.text }),
    ...(query.tag && { tags_contains_nocase: [query.tag] }),
    ...(query.license && { license: query.license }),
    ...(query.architecture && { architecture: query.architecture }),
    ...(query.baseDigest && { baseDigest: query.baseDigest }),
    ...(query.maxSizeBytes !== undefined && { sizeBytes_lte: String(query.maxSizeBytes) }),
  };
}
