import { DatasetList } from '../features/assets/dataset-list.tsx';
import { usePageTitle } from '../lib/use-page-title.ts';

/** `/datasets`: what models can be trained on. */
export function DatasetsRoute() {
  usePageTitle('Datasets');
  return (
    <>
      <header className="page-head">
        <div className="stack stack-4">
          <h1>Datasets</h1>
          <p className="muted">Rows to train on, with their first ones to look at before anything is paid.</p>
        </div>
      </header>
      <DatasetList />
    </>
  );
}
