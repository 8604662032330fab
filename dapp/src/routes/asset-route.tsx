import { getRouteApi } from '@tanstack/react-router';
import { AssetView } from '../features/assets/asset-view.tsx';
import { sellerTools } from './seller-tools.tsx';

const route = getRouteApi('/a/$assetId');

/** `/a/$assetId`: one asset. */
export function AssetRoute() {
  const { assetId } = route.useParams();
  return <AssetView assetId={assetId} sellerTools={sellerTools} />;
}
