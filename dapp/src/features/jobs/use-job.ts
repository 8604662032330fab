import { useQuery } from '@tanstack/react-query';
import { nodeInfoSchema, nodeJobSchema } from '@cultivar/sdk';
import { graphql } from '../../lib/graphql.ts';
import { NodeError } from '../../lib/node-error.ts';
import { nodeRequest } from '../../lib/node-request.ts';
import { useConfig } from '../../lib/use-config.ts';
import type { Job } from './job.ts';
import { JOB_DOCUMENT, JOBS_DOCUMENT } from './job-documents.ts';
import type { IndexedJob } from './job-documents.ts';
import { jobKey, jobOf } from './job-of.ts';

const EVERY_MS = 4_000;

/** A job as the index has it; null when it has none of this id. Asked again every few seconds. */
export function useJob(jobId: bigint) {
  const { graphqlUrl, chainId } = useConfig();
  return useQuery({
    queryKey: ['job', graphqlUrl, jobId.toString()],
    refetchInterval: EVERY_MS,
    queryFn: async ({ signal }): Promise<Job | null> => {
      const { job } = await graphql<{ job: IndexedJob | null }>(
        graphqlUrl,
        JOB_DOCUMENT,
        { id: jobKey(jobId) },
        signal,
      );
      return job && jobOf(job, chainId);
    },
  });
}

/** Jobs, newest first, of one requester or of all. */
export function useJobs(requester?: string) {
  const { graphqlUrl, chainId } = useConfig();
  return useQuery({
    queryKey: ['jobs', graphqlUrl, requester],
    refetchInterval: EVERY_MS * 2,
    queryFn: async ({ signal }): Promise<Job[]> => {
      const variables = { first: 100, where: requester ? { requester: requester.toLowerCase() } : {} };
      const { jobs } = await graphql<{ jobs: IndexedJob[] }>(graphqlUrl, JOBS_DOCUMENT, variables, signal);
      return jobs.map((job) => jobOf(job, chainId));
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
