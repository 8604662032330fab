import type { AssetKind, Hex } from '@cultivar/sdk/spec';
import { KIND_LOOKS } from './kind-looks.ts';

/** How the marketplace is ordered. */
export const MARKET_SORTS = ['trending', 'new', 'top'] as const;
/** What an asset may cost. */
export const PRICE_FILTERS = ['free', 'paid'] as const;
/** What may be claimed about how an asset came to be. */
export const SEAL_FILTERS = ['proven', 'unchallenged', 'trusted'] as const;

/** The marketplace's state as it stands in the address. Absent means no restriction. */
export type MarketSearch = {
  q?: string | undefined;
  kind?: AssetKind | undefined;
  tag?: string | undefined;
  sort?: (typeof MARKET_SORTS)[number] | undefined;
  /** Digest of the manifest of the base model. */
  base?: Hex | undefined;
  license?: string | undefined;
  price?: (typeof PRICE_FILTERS)[number] | undefined;
  seal?: (typeof SEAL_FILTERS)[number] | undefined;
};

/** Reads the address; what is unknown or malformed is left out, never an error. */
export function parseMarketSearch(input: Record<string, unknown>): MarketSearch {
  const search: MarketSearch = {
    q: text(input.q, 100),
    kind: oneOf(Object.keys(KIND_LOOKS) as AssetKind[], input.kind),
    tag: text(input.tag, 32),
    sort: oneOf(MARKET_SORTS, input.sort),
    base: isDigest(input.base) ? input.base : undefined,
    license: text(input.license, 64),
    price: oneOf(PRICE_FILTERS, input.price),
    seal: oneOf(SEAL_FILTERS, input.seal),
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

function isDigest(value: unknown): value is Hex {
  return typeof value === 'string' && /^0x[0-9a-f]{64}$/.test(value);
}

function text(value: unknown, maxLength: number): string | undefined {
  // The router reads `?q=42` as a number.
  const words = typeof value === 'number' ? String(value) : value;
  if (typeof words !== 'string') return undefined;
  return words.trim().slice(0, maxLength) || undefined;
}

function oneOf<T extends string>(known: readonly T[], value: unknown): T | undefined {
  return known.find((name) => name === value);
}
