import type { Asset_Filter, AssetKind, Seal } from '@cultivar/sdk/graphql';
import type { Hex } from '@cultivar/sdk/spec';
import type { MarketSearch } from './market-search.ts';

/** What the address asks for, as the index's filter: every condition on its own, so that they can be combined. */
export function marketWhere(search: MarketSearch): Asset_Filter {
  const { q, kind, tag, base, license, price, seal } = search;
  const conditions: Asset_Filter[] = [];
  if (kind) conditions.push({ kind: kind.toUpperCase() as AssetKind });
  if (tag) conditions.push({ manifest_: { tags_contains: [tag] } });
  if (base) conditions.push({ manifest_: { baseDigest: base } });
  if (license) conditions.push({ manifest_: { license } });
  if (price === 'paid') conditions.push({ openOfferCount_gt: 0 });
  if (price === 'free') conditions.push({ openOfferCount: 0 }, { policy: 'OPEN' });
  if (seal) conditions.push(sealCondition(seal));
  if (q) conditions.push(wordsCondition(q));
  return conditions.length === 0 ? {} : { and: conditions };
}

function sealCondition(seal: NonNullable<MarketSearch['seal']>): Asset_Filter {
  const settled = { job_: { seal: seal.toUpperCase() as Seal } };
  // An upload has no job: nothing but its maker's word stands behind it.
  return seal === 'trusted' ? { or: [{ source: 'DECLARED' }, settled] } : settled;
}

/** Words are looked for in names and summaries; an address or a digest is matched whole. */
function wordsCondition(q: string): Asset_Filter {
  const hex = q.toLowerCase() as Hex;
  if (/^0x[0-9a-f]{64}$/.test(hex)) return { manifestDigest: hex };
  if (/^0x[0-9a-f]{40}$/.test(hex)) return { or: [{ creator: hex }, { owner: hex }] };
  return {
    or: [{ manifest_: { name_contains_nocase: q } }, { manifest_: { summary_contains_nocase: q } }],
  };
}
