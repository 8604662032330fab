import { protocolDocument, queryIndex } from '@cultivar/sdk/graphql';
import { useQuery } from '@tanstack/react-query';
import { indexLag } from './index-lag.ts';
import { useConfig } from './use-config.ts';

/** How the index is doing. */
export type IndexState =
  | { state: 'asking' }
  | { state: 'silent' }
  | { state: 'broken'; block: number }
  /** `behindBlocks` is absent when the chain itself did not say how far it is. */
  | { state: 'up'; block: number; behindBlocks?: number; nodes: number; running: number };

const EVERY_MS = 15_000;

/** Whether the index answers, how far it has read, and how far the chain is ahead of it. */
export function useIndexState(): IndexState {
  const { graphqlUrl, rpcUrl } = useConfig();
  const query = useQuery({
    queryKey: ['index-state', graphqlUrl],
    refetchInterval: EVERY_MS,
    queryFn: async ({ signal }): Promise<IndexState> => {
      const { _meta: meta, protocol } = await queryIndex(graphqlUrl, protocolDocument, {}, { signal });
      if (!meta) return { state: 'silent' };
      const block = meta.block.number;
      if (meta.hasIndexingErrors) return { state: 'broken', block };
      const counts = { nodes: protocol?.nodeCount ?? 0, running: protocol?.runningJobCount ?? 0 };
      return { state: 'up', block, ...counts, ...(await indexLag(rpcUrl, block, signal)) };
    },
  });
  if (query.isPending) return { state: 'asking' };
  return query.isError ? { state: 'silent' } : query.data;
}
