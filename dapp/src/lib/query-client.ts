import { QueryClient } from '@tanstack/react-query';
import { GraphqlError } from './graphql-error.ts';

/** One client for all reads: fresh for a few seconds, tried again twice, but never where the request itself is wrong. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < 2 && !(error instanceof GraphqlError && !error.retryable),
        retryDelay: (attempt) => 400 * 2 ** attempt,
      },
    },
  });
}
