import { Link } from '@tanstack/react-router';
import { Cover } from '../../ui/cover.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { AssetSummary } from './asset-summary.ts';
import { PriceTag } from './price-tag.tsx';
import { useMarket } from './use-market.ts';
import { Button } from '../../ui/button.tsx';
import './market.css';

const DATASETS = { kind: 'dataset', sort: 'new' } as const;

/** Every dataset as a row, the newest first. */
export function DatasetList() {
  const market = useMarket(DATASETS);
  if (market.state === 'failed') {
    return <Failure title="The datasets cannot be read" error={market.error} onRetry={market.retry} />;
  }
  if (market.state === 'loading') {
    return (
      <div className="stack" role="status" aria-label="Loading datasets">
        <Skeleton height="56px" />
        <Skeleton height="56px" />
        <Skeleton height="56px" />
      </div>
    );
  }
  if (market.assets.length === 0) {
    return (
      <EmptyState icon="grain" title="No datasets yet">
        A dataset appears here when somebody registers one.
      </EmptyState>
    );
  }
  return (
    <>
      <div className="panel">
        <table className="table cardable">
          <thead>
            <tr>
              <th scope="col">Dataset</th>
              <th scope="col">Holds</th>
              <th scope="col">Licence text</th>
              <th scope="col" className="num">
                Used by
              </th>
              <th scope="col" className="num">
                Price
              </th>
            </tr>
          </thead>
          <tbody>
            {market.assets.map((asset) => (
              <DatasetRow key={asset.id} asset={asset} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="more">
        {market.showMore && <Button onClick={market.showMore}>Show more</Button>}
        <span className="subtle small">{market.summary}</span>
      </p>
    </>
  );
}

function DatasetRow({ asset }: { asset: AssetSummary }) {
  return (
    <tr>
      <td>
        <Link to="/datasets/$assetId" params={{ assetId: asset.id }} className="row row-12">
          <Cover digest={asset.digest} kind="dataset" square className="row-cover" />
          <span className="grow">
            <strong className="strong">{asset.name}</strong>
            {asset.pitch !== undefined && <span className="small muted block clip">{asset.pitch}</span>}
          </span>
        </Link>
      </td>
      <td data-label="Holds" className="muted">
        {asset.spec.join(' · ')}
      </td>
      <td data-label="Licence text" className="muted">
        {asset.license ?? 'none given'}
      </td>
      <td data-label="Used by" className="num">
        {asset.derived}
      </td>
      <td data-label="Price" className="num">
        <PriceTag asset={asset} />
      </td>
    </tr>
  );
}
