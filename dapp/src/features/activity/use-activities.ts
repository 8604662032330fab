import { useQuery } from '@tanstack/react-query';
import { graphql } from '../../lib/graphql.ts';
import { useConfig } from '../../lib/use-config.ts';
import type { AccountActivity } from './activity-words.ts';

const DOCUMENT = `query Activities($account: String!) {
  activities(where: { account: $account }, first: 100, orderBy: happenedAt, orderDirection: desc) {
    id kind amount happenedAt
    asset { assetId manifest { name } }
    job { jobId }
  }
}`;

type Indexed = {
  id: string;
  kind: string;
  amount: string | null;
  happenedAt: string;
  asset: { assetId: string; manifest: { name: string } | null } | null;
  job: { jobId: string } | null;
};

/** The last hundred things an account did. */
export function useActivities(account: string | undefined) {
  const { graphqlUrl, chainId } = useConfig();
  return useQuery({
    queryKey: ['activities', graphqlUrl, account],
    enabled: account !== undefined,
    queryFn: async ({ signal }): Promise<AccountActivity[]> => {
      const variables = { account: account!.toLowerCase() };
      const { activities } = await graphql<{ activities: Indexed[] }>(
        graphqlUrl,
        DOCUMENT,
        variables,
        signal,
      );
      return activities.map((activity) => activityOf(activity, chainId));
    },
  });
}

function activityOf({ id, kind, amount, happenedAt, asset, job }: Indexed, chainId: number): AccountActivity {
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
