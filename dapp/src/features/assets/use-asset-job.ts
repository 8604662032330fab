import { entityId, jobPageDocument, queryIndex } from '@cultivar/sdk/graphql';
import { useQuery } from '@tanstack/react-query';
import { useConfig } from '../../lib/use-config.ts';
import type { AssetJob } from './asset-job.ts';

/** The job that made an asset; nothing for an upload. A settled job no longer changes. */
export function useAssetJob(jobId: string | undefined) {
  const { graphqlUrl, chainId } = useConfig();
  return useQuery({
    queryKey: ['asset-job', graphqlUrl, jobId],
    enabled: jobId !== undefined,
    staleTime: Infinity,
    queryFn: async ({ signal }): Promise<AssetJob> => {
      const id = entityId(BigInt(jobId ?? 0));
      const { job } = await queryIndex(graphqlUrl, jobPageDocument, { id, rows: 1 }, { signal });
      if (!job) throw new Error(`The index has no run #${jobId}, though an asset names it`);
      return {
        id: `${chainId}:${job.jobId}`,
        number: job.jobId,
        mode: job.mode === 'ACCEPT' ? 'accept' : 'audit',
        node: job.node?.id,
        className: job.spec?.classNames?.[0] ?? job.class.id,
        traceRoot: job.traceRoot ?? undefined,
        segments: Number(job.segments),
      };
    },
  });
}
