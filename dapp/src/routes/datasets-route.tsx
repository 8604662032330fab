import { usePageTitle } from '../lib/use-page-title.ts';

/** Datasets. */
export function DatasetsRoute() {
  usePageTitle('Datasets');
  return <h1>Datasets</h1>;
}
