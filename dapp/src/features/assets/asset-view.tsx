import type { ReactNode } from 'react';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Failure } from '../../ui/failure.tsx';
import type { AssetDetail } from './asset-detail.ts';
import { AssetPage } from './asset-page.tsx';
import { AssetPageSkeleton } from './asset-page-skeleton.tsx';
import { useAsset } from './use-asset.ts';

type AssetViewProps = {
  assetId: string;
  /** What a route adds for the asset's owner, below the way to offer licences. */
  sellerTools?: (asset: AssetDetail) => ReactNode;
};

/** An asset's page in each of its states: on its way, failed, not there, there. */
export function AssetView({ assetId, sellerTools }: AssetViewProps) {
  const { data: asset, error, isPending, refetch } = useAsset(assetId);
  usePageTitle(asset?.name ?? 'Asset');
  if (isPending) return <AssetPageSkeleton />;
  if (error && !asset) {
    return (
      <>
        <h1 className="sr">Asset {assetId}</h1>
        <Failure title="This asset cannot be read" error={error} onRetry={() => void refetch()} />
      </>
    );
  }
  if (!asset) return <NoSuchAsset assetId={assetId} />;
  return <AssetPage key={asset.id} asset={asset} sellerTools={sellerTools?.(asset)} />;
}

function NoSuchAsset({ assetId }: { assetId: string }) {
  return (
    <>
      <h1 className="sr">Asset {assetId}</h1>
      <EmptyState icon="leaf" title="There is no such asset">
        The index of this chain has no asset {assetId}. One that was registered a moment ago appears shortly.
      </EmptyState>
    </>
  );
}
