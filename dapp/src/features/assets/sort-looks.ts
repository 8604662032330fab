import type { MARKET_SORTS } from './market-search.ts';

/** How each order is called and what it really is. */
export const SORT_LOOKS: Record<(typeof MARKET_SORTS)[number], { word: string; meaning: string }> = {
  trending: { word: 'Trending', meaning: 'by recent sales, derived works and runs' },
  new: { word: 'New', meaning: 'latest registered first' },
  top: { word: 'Top', meaning: 'most licences sold' },
};
