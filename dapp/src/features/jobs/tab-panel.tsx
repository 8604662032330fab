import type { TabPlan } from '@cultivar/trainer/browser/training';
import { useState } from 'react';
import { byteSize } from '../../lib/format/byte-size.ts';
import { duration } from '../../lib/format/duration.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Meter } from '../../ui/meter.tsx';
import { Note } from '../../ui/note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { saveAdapter } from './save-adapter.ts';
import type { TabRun } from './tab-run.ts';
import type { TabRunControl } from './use-tab-run.ts';

/** How far the run in this tab is, and what can be done with it. */
export function TabPanel({ control, plan }: { control: TabRunControl; plan: TabPlan }) {
  const { run } = control;
  const last = run.history.steps.at(-1);
  const done = last?.step ?? 0;
  const { steps } = plan.settings;
  const facts = [
    { label: 'Model', value: plan.model.join(', ') },
    { label: 'Rows', value: plan.dataset.name },
    { label: 'Steps', value: `${done} of ${steps}` },
    { label: 'Speed', value: last ? `${last.tokensPerSecond.toFixed(0)} tokens/s` : '–' },
    { label: 'Time left', value: run.result || !last ? '–' : `about ${duration(last.secondsLeft)}` },
  ];
  return (
    <>
      <Panel title={stateWords(run)}>
        <Meter label="Steps taken" value={done} max={steps} />
        <Facts facts={facts} />
        <Acts control={control} />
      </Panel>
      {run.result === undefined && (
        <Note>
          Stop and close as you like: the browser keeps the run, and going on gives the same adapter to the
          last bit.
        </Note>
      )}
    </>
  );
}

function stateWords(run: TabRun): string {
  if (run.result) return 'Trained';
  if (run.phase === 'stopping') return 'Stopping';
  if (run.phase === 'resting') return 'Stopped';
  if (run.history.finished) return 'Answering';
  return run.history.started ? 'Training' : 'Starting';
}

function Acts({ control }: { control: TabRunControl }) {
  const { run, goOn, stop, forget } = control;
  const [sure, setSure] = useState(false);
  if (run.phase !== 'resting') {
    return (
      <Button block disabled={run.phase === 'stopping'} onClick={stop}>
        Stop
      </Button>
    );
  }
  const { result } = run;
  const bytes = result?.reduce((sum, { file }) => sum + file.size, 0) ?? 0;
  return (
    <div className="stack">
      {result ? (
        <Button block look="primary" onClick={() => void saveAdapter(result)}>
          <Icon name="download" />
          Save adapter, {byteSize(bytes)}
        </Button>
      ) : (
        <Button block look="primary" onClick={goOn}>
          <Icon name="play" />
          {run.history.finished ? 'Show the result' : 'Go on'}
        </Button>
      )}
      {sure ? (
        <Button block look="danger" onClick={forget}>
          Remove the run and its files
        </Button>
      ) : (
        <Button block look="ghost" onClick={() => setSure(true)}>
          Start another
        </Button>
      )}
    </div>
  );
}
