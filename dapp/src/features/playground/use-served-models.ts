import { useQuery } from '@tanstack/react-query';
import { servedModelListSchema } from '@cultivar/sdk';
import type { ServedModelList } from '@cultivar/sdk';
import { nodeRequest } from '../../lib/node-request.ts';
import { useConfig } from '../../lib/use-config.ts';

/** A model that the node serves. */
export type ServedModel = ServedModelList['data'][number];

/** The base models and adapters that the configured node serves now. */
export function useServedModels() {
  const { nodeUrl } = useConfig();
  return useQuery({
    queryKey: ['served-models', nodeUrl],
    refetchInterval: 30_000,
    queryFn: async ({ signal }) =>
      (await nodeRequest(nodeUrl, '/v1/models', servedModelListSchema, { signal })).data,
  });
}
