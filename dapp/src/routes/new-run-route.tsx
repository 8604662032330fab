import { BuilderPage } from '../features/training/builder-page.tsx';
import { useSearch } from '@tanstack/react-router';

/** `/train/new?base=<chainId>:<assetId>&dataset=<chainId>:<assetId>` */
export function NewRunRoute() {
  const { base, dataset } = useSearch({ from: '/train/new' });
  return <BuilderPage wantedBase={base} wantedDataset={dataset} />;
}
