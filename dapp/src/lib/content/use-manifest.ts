import type { Hex, Manifest } from '@cultivar/sdk/spec';
import { useQuery } from '@tanstack/react-query';
import { useConfig } from '../use-config.ts';
import { callContentWorker } from './call-content-worker.ts';

/** The manifest with this digest, fetched from the content store and hashed here. It never goes stale: its name is its hash. */
export function useManifest(digest: Hex | undefined) {
  const { contentUrl } = useConfig();
  return useQuery({
    queryKey: ['manifest', contentUrl, digest],
    enabled: digest !== undefined,
    staleTime: Infinity,
    retry: 1,
    queryFn: async (): Promise<Manifest> => {
      const end = await callContentWorker({ act: 'manifest', contentUrl, digest: digest as Hex });
      if (end.done !== 'manifest') throw new Error(`useManifest: asked for a manifest, got a ${end.done}`);
      return end.manifest;
    },
  });
}
