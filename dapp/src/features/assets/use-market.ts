import { marketplaceDocument, queryIndex } from '@cultivar/sdk/graphql';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useConfig } from '../../lib/use-config.ts';
import type { AssetSummary } from './asset-summary.ts';
import type { MarketSearch } from './market-search.ts';
import { marketWhere } from './market-where.ts';
import { readSummary } from './read-summary.ts';

/** The marketplace as far as it is loaded. `summary` says how much that is. */
export type Market = { summary: string } & (
  | { state: 'loading' }
  | { state: 'failed'; error: Error; retry: () => void }
  | { state: 'shown'; assets: AssetSummary[]; refreshing: boolean; showMore: (() => void) | undefined }
);

const PAGE = 20;
const ORDERS = { trending: 'heat', new: 'registeredAt', top: 'licenseCount' } as const;

/** The assets that the address asks for, a page at a time. */
export function useMarket(search: MarketSearch): Market {
  const { graphqlUrl, chainId } = useConfig();
  const query = useInfiniteQuery({
    queryKey: ['market', graphqlUrl, search],
    initialPageParam: 0,
    placeholderData: keepPreviousData,
    queryFn: async ({ pageParam: skip, signal }) => {
      const variables = {
        where: marketWhere(search),
        orderBy: ORDERS[search.sort ?? 'trending'],
        // One more than is shown tells whether there is another page.
        first: PAGE + 1,
        skip,
      };
      const { assets } = await queryIndex(graphqlUrl, marketplaceDocument, variables, { signal });
      return assets.map((asset) => readSummary(chainId, asset));
    },
    getNextPageParam: (last, pages) => (last.length > PAGE ? pages.length * PAGE : undefined),
  });
  if (query.isPending) return { state: 'loading', summary: 'Loading' };
  if (query.isError && !query.data) {
    return { state: 'failed', error: query.error, retry: () => void query.refetch(), summary: '' };
  }
  const assets = query.data.pages.flatMap((page) => page.slice(0, PAGE));
  return {
    state: 'shown',
    assets,
    refreshing: query.isPlaceholderData || query.isFetchingNextPage,
    showMore: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
    summary: summaryOf(assets.length, query.hasNextPage),
  };
}

function summaryOf(shown: number, more: boolean): string {
  if (more) return `First ${shown.toLocaleString('en-GB')} shown`;
  return shown === 1 ? '1 result' : `${shown.toLocaleString('en-GB')} results`;
}
