import { useQuery } from '@tanstack/react-query';
import { graphql } from './graphql.ts';
import { indexLag } from './index-lag.ts';
import { useConfig } from './use-config.ts';

type Meta = { _meta: { block: { number: number }; hasIndexingErrors: boolean } | null };

/** How the index is doing. */
export type IndexState =
  | { state: 'asking' }
  | { state: 'silent' }
  | { state: 'broken'; block: number }
  /** `behindBlocks` is absent when the chain itself did not say how far it is. */
  | { state: 'up'; block: number; behindBlocks?: number };

const META = 'query IndexState { _meta { block { number } hasIndexingErrors } }';
const EVERY_MS = 15_000;

/** Whether the index answers, how far it has read, and how far the chain is ahead of it. */
export function useIndexState(): IndexState {
  const { graphqlUrl, rpcUrl } = useConfig();
  const query = useQuery({
    queryKey: ['index-state', graphqlUrl],
    refetchInterval: EVERY_MS,
    queryFn: async ({ signal }): Promise<IndexState> => {
      const { _meta: meta } = await graphql<Meta>(graphqlUrl, META, {}, signal);
      if (!meta) return { state: 'silent' };
      const block = meta.block.number;
      if (meta.hasIndexingErrors) return { state: 'broken', block };
      return { state: 'up', block, ...(await indexLag(rpcUrl, block, signal)) };
    },
  });
  if (query.isPending) return { state: 'asking' };
  return query.isError ? { state: 'silent' } : query.data;
}
