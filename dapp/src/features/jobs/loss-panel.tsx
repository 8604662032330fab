import { useMemo, useState } from 'react';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Button } from '../../ui/button.tsx';
import { Segments } from '../../ui/segments.tsx';
import { curveData, smoothingFor } from './curve-data.ts';
import type { CurveAxis, CurveData } from './curve-data.ts';
import { LossChart } from './loss-chart.tsx';
import { LossTable } from './loss-table.tsx';
import type { RunHistory } from './run-history.ts';

const AXES = [
  { value: 'step', label: 'Step' },
  { value: 'tokens', label: 'Tokens' },
  { value: 'time', label: 'Time' },
] as const;

/** The loss, now and over the run. */
export function LossPanel({ run, waiting }: { run: RunHistory; waiting: string }) {
  const [axis, setAxis] = useState<CurveAxis>('step');
  const [table, setTable] = useState(false);
  const data = useMemo(() => curveData(run, axis), [run, axis]);
  const factor = smoothingFor(run.started?.steps ?? run.steps.length);

  return (
    <section className="panel" aria-label="Loss">
      <div className="panel-head">
        <div className="row row-16">
          <h2>Loss</h2>
          <div className="legend hide-m">
            <span>
              <i className="faint" />
              train
            </span>
            <span>
              <i />
              smoothed {factor.toFixed(2)}
            </span>
            <span>
              <i className="dash" />
              held out
            </span>
          </div>
        </div>
        <div className="row">
          <Segments label="Axis" options={AXES} value={axis} onChange={setAxis} />
          <Button look="ghost" size="sm" aria-pressed={table} onClick={() => setTable(!table)}>
            Table
          </Button>
        </div>
      </div>
      {data.xs.length === 0 ? (
        <EmptyState icon="uses" title="No step yet">
          {waiting}
        </EmptyState>
      ) : (
        <>
          <LossFigures run={run} data={data} />
          <div className="chart-wrap">
            {table ? (
              <LossTable run={run} />
            ) : (
              <LossChart data={data} axis={axis} label={inWords(run, data)} />
            )}
          </div>
        </>
      )}
    </section>
  );
}

function LossFigures({ run, data }: { run: RunHistory; data: CurveData }) {
  const step = run.steps.at(-1);
  const smoothed = data.smoothed.findLast((value) => value !== null);
  const held = run.evals.at(-1);
  const best = held !== undefined && run.evals.every((other) => held.heldOutLoss <= other.heldOutLoss);
  const planned = run.started?.steps;
  return (
    <div className="run-now">
      <dl>
        <Figure name="Train, smoothed" value={smoothed?.toFixed(3)} />
        <Figure
          name="Held out"
          value={held?.heldOutLoss.toFixed(3)}
          note={best && run.evals.length > 1 ? 'best so far' : undefined}
          good={best && run.evals.length > 1}
        />
        <Figure
          name="Gap"
          value={held && smoothed != null ? Math.abs(held.heldOutLoss - smoothed).toFixed(3) : undefined}
        />
        <Figure name="Step" value={String(step?.step ?? 0)} note={planned && `of ${planned}`} />
        <Figure name="Tokens" value={(step?.tokens ?? 0).toLocaleString('en-GB')} />
      </dl>
    </div>
  );
}

type FigureProps = {
  name: string;
  value?: string | undefined;
  note?: string | undefined | 0;
  good?: boolean;
};

function Figure({ name, value = '–', note, good }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={good ? 'ok' : undefined}>
        {value} {note ? <small>{note}</small> : null}
      </dd>
    </div>
  );
}

/** First, last and trend, for those who cannot see the curve. */
function inWords(run: RunHistory, data: CurveData): string {
  const train = data.smoothed.filter((value) => value !== null);
  const held = run.evals.map((event) => event.heldOutLoss);
  const says = (values: readonly number[]) =>
    `${values[0]! > values.at(-1)! ? 'fell' : 'rose'} from ${values[0]!.toFixed(2)} to ${values.at(-1)!.toFixed(2)}`;
  const parts = [
    train.length > 1 ? `training loss ${says(train)} smoothed` : '',
    held.length > 1 ? `held-out loss ${says(held)}` : '',
  ].filter(Boolean);
  return `Loss over the run: ${parts.join('; ') || 'one value so far'}.`;
}
