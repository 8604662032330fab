import type { IndexedAsset } from './indexed-asset.ts';
import { CARD_FIELDS } from './indexed-asset.ts';

/** A page of the marketplace. */
export const MARKET_QUERY = `
  query Market($where: Asset_filter, $orderBy: Asset_orderBy, $first: Int, $skip: Int) {
    assets(where: $where, orderBy: $orderBy, orderDirection: desc, first: $first, skip: $skip) { ...Card }
  }
  ${CARD_FIELDS}
`;

/** What {@link MARKET_QUERY} answers. */
export type MarketAnswer = { assets: IndexedAsset[] };

/** What the marketplace can be narrowed by. */
export const FACETS_QUERY = `
  query MarketFacets {
    protocol(id: "0x00") { assetCount modelCount adapterCount datasetCount promptCount agentCount }
    recent: assets(first: 200, orderBy: heat, orderDirection: desc) { manifest { tags license } }
    bases: assets(first: 100, where: { kind: MODEL }, orderBy: derivedCount, orderDirection: desc) {
      manifestDigest
      manifest { name }
    }
  }
`;

/** What {@link FACETS_QUERY} answers. */
export type FacetsAnswer = {
  protocol: Record<`${'asset' | 'model' | 'adapter' | 'dataset' | 'prompt' | 'agent'}Count`, number> | null;
  recent: { manifest: { tags: string[]; license: string } | null }[];
  bases: { manifestDigest: string; manifest: { name: string } | null }[];
};
