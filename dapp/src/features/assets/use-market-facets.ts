import { marketplaceDocument, protocolDocument, queryIndex } from '@cultivar/sdk/graphql';
import { useQuery } from '@tanstack/react-query';
import { useConfig } from '../../lib/use-config.ts';
import { readFacets } from './read-facets.ts';

const RECENT = 100;

/** What the marketplace can be narrowed by, as it stands now: tags and licences from what is in demand. */
export function useMarketFacets() {
  const { graphqlUrl } = useConfig();
  return useQuery({
    queryKey: ['market-facets', graphqlUrl],
    staleTime: 30_000,
    queryFn: async ({ signal }) => {
      const where = { kind: 'MODEL' } as const;
      const [protocol, recent, models] = await Promise.all([
        queryIndex(graphqlUrl, protocolDocument, {}, { signal }),
        queryIndex(graphqlUrl, marketplaceDocument, { first: RECENT }, { signal }),
        queryIndex(
          graphqlUrl,
          marketplaceDocument,
          { first: RECENT, where, orderBy: 'derivedCount' },
          { signal },
        ),
      ]);
      return readFacets(protocol, recent.assets, models.assets);
    },
  });
}
