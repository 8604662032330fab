import { NewDatasetPage } from '../features/datasets/new-dataset-page.tsx';

/** `/datasets/new`: a file of one's own becomes a dataset. */
export function NewDatasetRoute() {
  return <NewDatasetPage />;
}
