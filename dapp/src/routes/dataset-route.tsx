import { getRouteApi } from '@tanstack/react-router';
import { AssetView } from '../features/assets/asset-view.tsx';
import { sellerTools } from './seller-tools.tsx';

const route = getRouteApi('/datasets/$assetId');

/** `/datasets/$assetId`: one dataset with its first rows. */
export function DatasetRoute() {
  const { assetId } = route.useParams();
  return <AssetView assetId={assetId} sellerTools={sellerTools} />;
}
