import { Skeleton } from '../../ui/skeleton.tsx';
import './asset.css';

/** The grey shape of an asset's page. */
export function AssetPageSkeleton() {
  return (
    <div role="status" aria-label="Loading the asset">
      <div className="asset-head">
        <span className="cover asset-cover skel" />
        <div className="stack stack-12 grow">
          <Skeleton width="120px" />
          <Skeleton height="28px" width="280px" />
          <Skeleton height="20px" width="70%" />
          <Skeleton width="40%" />
          <Skeleton height="32px" width="220px" />
        </div>
      </div>
      <div className="split asset-split">
        <div className="stack stack-16 section">
          <Skeleton height="120px" />
          <Skeleton height="220px" />
        </div>
        <div className="aside">
          <Skeleton height="320px" />
        </div>
      </div>
    </div>
  );
}
