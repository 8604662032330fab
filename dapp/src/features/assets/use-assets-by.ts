import { assetFilter, marketplaceDocument, queryIndex } from '@cultivar/sdk/graphql';
import type { Hex } from '@cultivar/sdk/spec';
import { useQuery } from '@tanstack/react-query';
import { useConfig } from '../../lib/use-config.ts';
import { readSummary } from './read-summary.ts';

const MOST = 60;

/** The newest assets that an account made or owns. */
export function useAssetsBy(account: Hex, role: 'creator' | 'owner') {
  const { graphqlUrl, chainId } = useConfig();
  return useQuery({
    queryKey: ['assets-by', graphqlUrl, role, account],
    queryFn: async ({ signal }) => {
      const variables = {
        where: assetFilter({ [role]: account }),
        orderBy: 'registeredAt',
        first: MOST,
      } as const;
      const { assets } = await queryIndex(graphqlUrl, marketplaceDocument, variables, { signal });
      return assets.map((asset) => readSummary(chainId, asset));
    },
  });
}
