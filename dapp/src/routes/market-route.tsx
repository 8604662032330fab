import { usePageTitle } from '../lib/use-page-title.ts';

/** Explore. */
export function MarketRoute() {
  usePageTitle('Explore');
  return <h1>Explore</h1>;
}
