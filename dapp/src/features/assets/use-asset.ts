import { useQuery } from '@tanstack/react-query';
import { graphql } from '../../lib/graphql.ts';
import { useConfig } from '../../lib/use-config.ts';
import type { AssetDetail } from './asset-detail.ts';
import { assetKey } from './asset-key.ts';
import { ASSET_QUERY } from './asset-query.ts';
import type { AssetAnswer } from './asset-query.ts';
import { readDetail } from './read-detail.ts';

const EVERY_MS = 10_000;

/** One asset by `<chainId>:<assetId>`, read again while its page is open; null when there is none. */
export function useAsset(assetId: string) {
  const { graphqlUrl, chainId } = useConfig();
  return useQuery({
    queryKey: ['asset', graphqlUrl, assetId],
    refetchInterval: EVERY_MS,
    queryFn: async ({ signal }): Promise<AssetDetail | null> => {
      const id = assetKey(chainId, assetId);
      if (id === undefined) return null;
      return readDetail(chainId, await graphql<AssetAnswer>(graphqlUrl, ASSET_QUERY, { id }, signal));
    },
  });
}
