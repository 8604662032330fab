import { Panel } from '../../ui/panel.tsx';
import type { TabRun } from './tab-run.ts';

/** The same question to the model before and after. */
export function TabAnswers({ run }: { run: TabRun }) {
  const question = run.plan?.question ?? '';
  if (question === '') return null;
  return (
    <Panel title="Before and after" note={question}>
      <div className="tab-answers">
        <Answer name="Before" text={run.before} />
        <Answer name="After" text={run.after} />
      </div>
    </Panel>
  );
}

function Answer({ name, text }: { name: string; text: string | undefined }) {
  return (
    <figure className="tab-answer" aria-label={name}>
      <figcaption className="small muted">{name}</figcaption>
      {text === undefined ? <p className="subtle">Not asked yet</p> : <p className="break">{text || '…'}</p>}
    </figure>
  );
}
