import { useQuery } from '@tanstack/react-query';
import { graphql } from '../../lib/graphql.ts';
import { useConfig } from '../../lib/use-config.ts';
import { FACETS_QUERY } from './market-query.ts';
import type { FacetsAnswer } from './market-query.ts';
import { readFacets } from './read-facets.ts';

/** What the marketplace can be narrowed by, as it stands now. */
export function useMarketFacets() {
  const { graphqlUrl } = useConfig();
  return useQuery({
    queryKey: ['market-facets', graphqlUrl],
    staleTime: 30_000,
    queryFn: async ({ signal }) =>
      readFacets(await graphql<FacetsAnswer>(graphqlUrl, FACETS_QUERY, {}, signal)),
  });
}
