import { SEAL_LOOKS } from '../../ui/seal-looks.ts';
import type { MarketFacets } from './market-facets.ts';
import type { MarketSearch } from './market-search.ts';

/** A filter that is on, in words. */
export type FilterWords = { key: FilterKey; label: string; value: string };

/** The search parameters that the filter sheet sets. */
export type FilterKey = 'base' | 'license' | 'price' | 'seal';

/** The filters that are on, in the order of the sheet. */
export function filterWords(search: MarketSearch, facets: MarketFacets | undefined): FilterWords[] {
  const base = facets?.bases.find(({ digest }) => digest === search.base)?.name ?? search.base?.slice(0, 10);
  const all: { key: FilterKey; label: string; value: string | undefined }[] = [
    { key: 'base', label: 'Base', value: base },
    { key: 'license', label: 'Licence', value: search.license },
    { key: 'price', label: 'Price', value: search.price },
    { key: 'seal', label: 'Seal', value: search.seal && SEAL_LOOKS[search.seal].word },
  ];
  return all.filter((words): words is FilterWords => words.value !== undefined);
}
