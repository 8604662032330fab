import { useSearch } from '@tanstack/react-router';
import { PlaygroundPage } from '../features/playground/playground-page.tsx';

/** `/playground?model=<chainId>:<assetId>` */
export function PlaygroundRoute() {
  const { model } = useSearch({ from: '/playground' });
  return <PlaygroundPage wanted={model} />;
}
