import { assetPageDocument, entityId, protocolDocument, queryIndex } from '@cultivar/sdk/graphql';
import { useQuery } from '@tanstack/react-query';
import { useConfig } from '../../lib/use-config.ts';
import type { AssetDetail } from './asset-detail.ts';
import { assetNumber } from './asset-number.ts';
import { readDetail } from './read-detail.ts';

const EVERY_MS = 10_000;
const ROWS = 20;

/** One asset by `<chainId>:<assetId>`, read again while its page is open; null when there is none. */
export function useAsset(assetId: string) {
  const { graphqlUrl, chainId } = useConfig();
  return useQuery({
    queryKey: ['asset', graphqlUrl, assetId],
    refetchInterval: EVERY_MS,
    queryFn: async ({ signal }): Promise<AssetDetail | null> => {
      const number = assetNumber(chainId, assetId);
      if (number === undefined) return null;
      const [{ asset }, { protocol }] = await Promise.all([
        queryIndex(graphqlUrl, assetPageDocument, { id: entityId(number), rows: ROWS }, { signal }),
        queryIndex(graphqlUrl, protocolDocument, {}, { signal }),
      ]);
      return asset && readDetail(chainId, asset, protocol?.licenseFeeBps ?? 0);
    },
  });
}
