import { useQuery } from '@tanstack/react-query';
import { nodeInfoSchema, nodeJobSchema } from '@cultivar/sdk';
import {
  accountEntityId,
  entityId,
  jobListDocument,
  jobPageDocument,
  queryIndex,
} from '@cultivar/sdk/graphql';
import type { Hex } from '@cultivar/sdk/spec';
import { NodeError } from '../../lib/node-error.ts';
import { nodeRequest } from '../../lib/node-request.ts';
import { useConfig } from '../../lib/use-config.ts';
import type { Job, JobSummary } from './job.ts';
import { jobOf, jobSummaryOf } from './job-of.ts';

const EVERY_MS = 4_000;

/** A job as the index has it; null when it has none of this id. Asked again every few seconds. */
export function useJob(jobId: bigint) {
  const { graphqlUrl, chainId } = useConfig();
  return useQuery({
    queryKey: ['job', graphqlUrl, jobId.toString()],
    refetchInterval: EVERY_MS,
    queryFn: async ({ signal }): Promise<Job | null> => {
      const { job } = await queryIndex(graphqlUrl, jobPageDocument, { id: entityId(jobId) }, { signal });
      return job && jobOf(job, chainId);
    },
  });
}

/** Jobs, newest first, of one requester or of all. */
export function useJobs(requester?: Hex) {
  const { graphqlUrl, chainId } = useConfig();
  return useQuery({
    queryKey: ['jobs', graphqlUrl, requester],
    refetchInterval: EVERY_MS * 2,
    queryFn: async ({ signal }): Promise<JobSummary[]> => {
      const where = requester === undefined ? {} : { requester: accountEntityId(requester) };
      const { jobs } = await queryIndex(graphqlUrl, jobListDocument, { where, first: 100 }, { signal });
      return jobs.map((job) => jobSummaryOf(job, chainId));
    },
  });
}

/** The same job as the configured node sees it; null when it has never heard of it. */
export function useNodeJob(id: string) {
  const { nodeUrl } = useConfig();
  return useQuery({
    queryKey: ['node-job', nodeUrl, id],
    refetchInterval: EVERY_MS,
    retry: false,
    queryFn: async ({ signal }) => {
      try {
        return await nodeRequest(nodeUrl, `/jobs/${id}`, nodeJobSchema, { signal });
      } catch (error) {
        if (error instanceof NodeError && error.status === 404) return null;
        throw error;
      }
    },
  });
}

/** What the configured node says about itself. */
export function useNodeInfo() {
  const { nodeUrl } = useConfig();
  return useQuery({
    queryKey: ['node-info', nodeUrl],
    refetchInterval: EVERY_MS * 2,
    retry: false,
    queryFn: ({ signal }) => nodeRequest(nodeUrl, '/node', nodeInfoSchema, { signal }),
  });
}
