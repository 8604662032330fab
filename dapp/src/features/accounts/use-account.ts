import { accountEntityId, accountPageDocument, queryIndex } from '@cultivar/sdk/graphql';
import type { Hex } from '@cultivar/sdk/spec';
import { useQuery } from '@tanstack/react-query';
import { useConfig } from '../../lib/use-config.ts';

/** What the index counts of an account. */
export type AccountFacts = {
  firstSeenAtMs: number;
  created: number;
  owned: number;
  licenses: number;
  jobs: number;
  earnedWei: bigint;
};

/** An account's counts; null when it never appeared in an event. */
export function useAccount(address: Hex) {
  const { graphqlUrl } = useConfig();
  return useQuery<AccountFacts | null>({
    queryKey: ['account', graphqlUrl, address],
    queryFn: async ({ signal }) => {
      const variables = { id: accountEntityId(address), rows: 1 };
      const { account } = await queryIndex(graphqlUrl, accountPageDocument, variables, { signal });
      return (
        account && {
          firstSeenAtMs: Number(account.firstSeenAt) * 1000,
          created: account.createdAssetCount,
          owned: account.ownedAssetCount,
          licenses: account.licenseCount,
          jobs: account.jobCount,
          earnedWei: BigInt(account.earnedWei),
        }
      );
    },
  });
}
