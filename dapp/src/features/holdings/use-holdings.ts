import { accountEntityId, accountPageDocument, queryIndex } from '@cultivar/sdk/graphql';
import type { Hex } from '@cultivar/sdk/spec';
import { useQuery } from '@tanstack/react-query';
import { useConfig } from '../../lib/use-config.ts';
import { readHoldings } from './read-holdings.ts';

/** Models, licences and earnings of an account. */
export function useHoldings(account: Hex | undefined) {
  const { graphqlUrl, chainId } = useConfig();
  return useQuery({
    queryKey: ['holdings', graphqlUrl, account],
    enabled: account !== undefined,
    refetchInterval: 8_000,
    queryFn: async ({ signal }) => {
      const variables = { id: accountEntityId(account!), rows: 100 };
      const answer = await queryIndex(graphqlUrl, accountPageDocument, variables, { signal });
      return readHoldings(answer.account, chainId, Date.now());
    },
  });
}
