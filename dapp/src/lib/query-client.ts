import { IndexError } from '@cultivar/sdk/graphql';
import { QueryClient } from '@tanstack/react-query';

/** One client for all reads: fresh for a few seconds, tried again twice, but never where the question itself is wrong. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < 2 && !isRefusal(error),
        retryDelay: (attempt) => 400 * 2 ** attempt,
      },
    },
  });
}

/** Whether the index understood the question and refused it; asking again changes nothing. */
function isRefusal(error: Error): boolean {
  return error instanceof IndexError && error.problem.code === 'query';
}
