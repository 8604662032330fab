import { Link } from '@tanstack/react-router';
import { DatasetList } from '../features/assets/dataset-list.tsx';
import { usePageTitle } from '../lib/use-page-title.ts';
import { buttonClass } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';

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
        <Link to="/datasets/new" className={buttonClass({ look: 'light' })}>
          <Icon name="plus" />
          New dataset
        </Link>
      </header>
      <DatasetList />
    </>
  );
}
