import './run.css';
import './tab.css';
import { Link } from '@tanstack/react-router';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { Note } from '../../ui/note.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { LossPanel } from './loss-panel.tsx';
import { MiniCharts } from './mini-charts.tsx';
import { TabAnswers } from './tab-answers.tsx';
import { TabPanel } from './tab-panel.tsx';
import { TabSetup } from './tab-setup.tsx';
import { useTabRun } from './use-tab-run.ts';

/** Trains an adapter in the page itself: no account, no payment, and nothing that leaves the browser. */
export function TabPage() {
  usePageTitle('Train in this tab');
  const control = useTabRun();
  const { run, begin } = control;
  const waiting = run.phase === 'training' ? 'The model is read; the first step follows.' : 'No step yet.';
  return (
    <>
      <header className="page-head">
        <div className="stack stack-4">
          <h1>Train in this tab</h1>
          <p className="muted">
            Free and private: model and rows stay in this browser. For larger models,{' '}
            <Link to="/train/new">let a node train</Link>.
          </p>
        </div>
      </header>
      {run.phase === 'looking' && (
        <div role="status" aria-label="Looking for a run that is kept">
          <Skeleton height="320px" />
        </div>
      )}
      {run.failure !== undefined && (
        <div className="stack run-notes">
          <Note tone="danger">{run.failure}</Note>
        </div>
      )}
      {run.phase !== 'looking' && run.plan === undefined && (
        <TabSetup busy={run.phase === 'keeping'} onBegin={begin} />
      )}
      {run.plan !== undefined && run.phase !== 'looking' && (
        <div className="split run-split tab-run">
          <div className="stack stack-16">
            <LossPanel run={run.history} waiting={waiting} />
            <TabAnswers run={run} />
            <MiniCharts run={run.history} />
          </div>
          <aside className="aside" aria-label="This run">
            <TabPanel control={control} plan={run.plan} />
          </aside>
        </div>
      )}
    </>
  );
}
