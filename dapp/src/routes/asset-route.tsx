import { usePageTitle } from '../lib/use-page-title.ts';

/** Asset. */
export function AssetRoute() {
  usePageTitle('Asset');
  return <h1>Asset</h1>;
}
