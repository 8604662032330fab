import { nodeInfoSchema, nodeJobListSchema } from '@cultivar/sdk';
import type { Hex } from '@cultivar/sdk/spec';
import { useQuery } from '@tanstack/react-query';
import { graphql } from '../../lib/graphql.ts';
import { nodeRequest } from '../../lib/node-request.ts';
import { useConfig } from '../../lib/use-config.ts';

/** An asset that a fine-tune may start from. */
export type InputAsset = {
  id: string;
  assetId: bigint;
  kind: 'model' | 'dataset';
  name: string;
  digest: Hex;
  policy: 'OPEN' | 'LICENSED' | 'CLOSED';
  owner: Hex;
  royaltyBps: number;
  sizeBytes: number;
  /** Of a model. */
  parameters: number | undefined;
  /** Of a dataset. */
  rows: number | undefined;
};

const DOCUMENT = `query Inputs {
  assets(where: { kind_in: [MODEL, DATASET], manifest_not: null }, first: 200, orderBy: heat, orderDirection: desc) {
    assetId kind policy royaltyBps manifestDigest
    owner { id }
    manifest { name sizeBytes parameters rows }
  }
}`;

type Indexed = {
  assetId: string;
  kind: 'MODEL' | 'DATASET';
  policy: InputAsset['policy'];
  royaltyBps: number;
  manifestDigest: string;
  owner: { id: string };
  manifest: { name: string; sizeBytes: string; parameters: string | null; rows: string | null };
};

/** Base models and datasets whose manifests the index has found. */
export function useInputs() {
  const { graphqlUrl, chainId } = useConfig();
  return useQuery({
    queryKey: ['inputs', graphqlUrl],
    queryFn: async ({ signal }): Promise<InputAsset[]> => {
      const { assets } = await graphql<{ assets: Indexed[] }>(graphqlUrl, DOCUMENT, {}, signal);
      return assets.map((asset) => ({
        id: `${chainId}:${asset.assetId}`,
        assetId: BigInt(asset.assetId),
        kind: asset.kind === 'MODEL' ? 'model' : 'dataset',
        name: asset.manifest.name,
        digest: asset.manifestDigest as Hex,
        policy: asset.policy,
        owner: asset.owner.id as Hex,
        royaltyBps: asset.royaltyBps,
        sizeBytes: Number(asset.manifest.sizeBytes),
        parameters: asset.manifest.parameters === null ? undefined : Number(asset.manifest.parameters),
        rows: asset.manifest.rows === null ? undefined : Number(asset.manifest.rows),
      }));
    },
  });
}

/** What the node takes and how fast it has been: classes, lowest price, past jobs. */
export function useNodeOffer() {
  const { nodeUrl } = useConfig();
  return useQuery({
    queryKey: ['node-offer', nodeUrl],
    refetchInterval: 15_000,
    retry: false,
    queryFn: async ({ signal }) => {
      const [info, list] = await Promise.all([
        nodeRequest(nodeUrl, '/node', nodeInfoSchema, { signal }),
        nodeRequest(nodeUrl, '/jobs?limit=50', nodeJobListSchema, { signal }),
      ]);
      return { info, jobs: list.jobs };
    },
  });
}
