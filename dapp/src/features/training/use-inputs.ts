import { nodeInfoSchema, nodeJobListSchema } from '@cultivar/sdk';
import { marketplaceDocument, queryIndex } from '@cultivar/sdk/graphql';
import type { AssetCardFragment, Asset_Filter } from '@cultivar/sdk/graphql';
import type { Hex } from '@cultivar/sdk/spec';
import { useQuery } from '@tanstack/react-query';
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

const INPUTS: Asset_Filter = { kind_in: ['MODEL', 'DATASET'], manifest_not: null };

/** Base models and datasets whose manifests the index has found. */
export function useInputs() {
  const { graphqlUrl, chainId } = useConfig();
  return useQuery({
    queryKey: ['inputs', graphqlUrl],
    queryFn: async ({ signal }): Promise<InputAsset[]> => {
      const { assets } = await queryIndex(
        graphqlUrl,
        marketplaceDocument,
        { where: INPUTS, first: 200 },
        { signal },
      );
      return assets.flatMap((asset) => (asset.manifest ? [inputOf(asset, asset.manifest, chainId)] : []));
    },
  });
}

function inputOf(
  asset: AssetCardFragment,
  manifest: NonNullable<AssetCardFragment['manifest']>,
  chainId: number,
): InputAsset {
  return {
    id: `${chainId}:${asset.assetId}`,
    assetId: BigInt(asset.assetId),
    kind: asset.kind === 'MODEL' ? 'model' : 'dataset',
    name: manifest.name,
    digest: asset.manifestDigest,
    policy: asset.policy,
    owner: asset.owner.id,
    royaltyBps: asset.royaltyBps,
    sizeBytes: Number(manifest.sizeBytes),
    parameters: manifest.parameters === null ? undefined : Number(manifest.parameters),
    rows: manifest.rows === null ? undefined : Number(manifest.rows),
  };
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
