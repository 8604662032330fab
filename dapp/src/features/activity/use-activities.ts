import { accountEntityId, activityFeedDocument, queryIndex } from '@cultivar/sdk/graphql';
import type { ActivityRowFragment } from '@cultivar/sdk/graphql';
import type { Hex } from '@cultivar/sdk/spec';
import { useQuery } from '@tanstack/react-query';
import { useConfig } from '../../lib/use-config.ts';
import type { AccountActivity } from './activity-words.ts';

/** The last hundred things an account did. */
export function useActivities(account: Hex | undefined) {
  const { graphqlUrl, chainId } = useConfig();
  return useQuery({
    queryKey: ['activities', graphqlUrl, account],
    enabled: account !== undefined,
    queryFn: async ({ signal }): Promise<AccountActivity[]> => {
      const variables = { where: { account: accountEntityId(account!) }, first: 100 };
      const { activities } = await queryIndex(graphqlUrl, activityFeedDocument, variables, { signal });
      return activities.map((activity) => activityOf(activity, chainId));
    },
  });
}

function activityOf(activity: ActivityRowFragment, chainId: number): AccountActivity {
  const { id, kind, amount, happenedAt, asset, job } = activity;
  return {
    id,
    kind,
    assetName: asset ? (asset.manifest?.name ?? `asset #${asset.assetId}`) : undefined,
    jobId: job?.jobId,
    amountWei: amount === null ? undefined : BigInt(amount),
    timeMs: Number(happenedAt) * 1000,
    path: job ? `/train/${chainId}:${job.jobId}` : asset ? `/a/${chainId}:${asset.assetId}` : undefined,
  };
}
