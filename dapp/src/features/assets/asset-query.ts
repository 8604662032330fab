import { CARD_FIELDS } from './indexed-asset.ts';
import type { IndexedAsset, IndexedOffer } from './indexed-asset.ts';

const LINK = 'assetId kind manifestDigest licenseCount source manifest { name rank rows } creator { id }';

/** One asset with everything its page shows. `id` is the asset id as 32 bytes. */
export const ASSET_QUERY = `
  query Asset($id: ID!) {
    protocol(id: "0x00") { licenseFeeBps }
    asset(id: $id) {
      ...Card
      creator { id }
      owner { id }
      royaltyBps
      source
      versions(orderBy: version, first: 100) { version manifestDigest publishedAt }
      allAncestors: ancestors(first: 8) { bps isDirect position ancestor { ${LINK} } }
      descendants(where: { isDirect: true }, first: 5) { bps child { ${LINK} } }
      allOffers: offers(orderBy: price, first: 20) { ...Offer }
      licenses(orderBy: boughtAt, orderDirection: desc, first: 20) {
        licenseId boughtAt expiresAt owner { id } purchase { price quantity currency }
      }
      run: job {
        jobId state mode seal segments traceRoot node { id } class { id } spec { classNames }
      }
      activities(orderBy: happenedAt, orderDirection: desc, first: 20) {
        id kind amount currency happenedAt account { id } job { jobId }
      }
    }
  }
  ${CARD_FIELDS}
`;

/** What {@link ASSET_QUERY} answers. */
export type AssetAnswer = {
  protocol: { licenseFeeBps: number } | null;
  asset: IndexedDetail | null;
};

/** An asset at the other end of a lineage edge. */
export type IndexedLink = {
  assetId: string;
  kind: string;
  manifestDigest: string;
  licenseCount: number;
  source: string;
  manifest: { name: string; rank: number | null; rows: string | null } | null;
  creator: { id: string };
};

/** An asset with everything its page shows, as the index answers. */
export type IndexedDetail = IndexedAsset & {
  creator: { id: string };
  owner: { id: string };
  royaltyBps: number;
  source: string;
  versions: { version: number; manifestDigest: string; publishedAt: string }[];
  allAncestors: { bps: number; isDirect: boolean; position: number | null; ancestor: IndexedLink }[];
  descendants: { bps: number; child: IndexedLink }[];
  allOffers: IndexedOffer[];
  licenses: {
    licenseId: string;
    boughtAt: string;
    expiresAt: string | null;
    owner: { id: string };
    purchase: { price: string; quantity: number; currency: string };
  }[];
  run: {
    jobId: string;
    state: string;
    mode: string;
    seal: string | null;
    segments: string;
    traceRoot: string | null;
    node: { id: string } | null;
    class: { id: string };
    spec: { classNames: string[] | null } | null;
  } | null;
  activities: {
    id: string;
    kind: string;
    amount: string | null;
    currency: string | null;
    happenedAt: string;
    account: { id: string };
    job: { jobId: string } | null;
  }[];
};
