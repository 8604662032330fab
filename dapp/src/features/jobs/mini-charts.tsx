import { rate } from './rate.ts';
import type { RunHistory } from './run-history.ts';
import { sparkPath } from './spark-path.ts';

const BOX = { width: 270, height: 64 };

/** Learning rate, gradient norm and speed over the run, each with its last value. */
export function MiniCharts({ run }: { run: RunHistory }) {
  const last = run.steps.at(-1);
  const total = Math.max(run.started?.steps ?? 0, run.steps.length);
  if (last === undefined) return null;
  const series = [
    {
      name: 'Learning rate',
      now: rate(last.learningRate),
      values: run.steps.map((step) => step.learningRate),
    },
    { name: 'Gradient norm', now: last.gradNorm.toFixed(2), values: run.steps.map((step) => step.gradNorm) },
    {
      name: 'Tokens per second',
      now: String(Math.round(last.tokensPerSecond)),
      values: run.steps.map((step) => step.tokensPerSecond),
    },
  ];
  const future = ((run.steps.length - 1) / Math.max(1, total - 1)) * BOX.width;
  return (
    <div className="cols-3">
      {series.map(({ name, now, values }) => (
        <div className="panel mini" key={name}>
          <div className="row between">
            <h3>{name}</h3>
            <span className="mono">{now}</span>
          </div>
          <svg
            className="chart"
            viewBox={`0 0 ${BOX.width} ${BOX.height}`}
            preserveAspectRatio="none"
            role="img"
            aria-label={`${name}, now ${now}`}
          >
            {!run.finished && (
              <rect className="future" x={future} width={BOX.width - future} height={BOX.height} />
            )}
            <path className="plain" vectorEffect="non-scaling-stroke" d={sparkPath(values, BOX, total)} />
          </svg>
          <p className="row between small subtle mono">
            <span>0</span>
            <span>{total}</span>
          </p>
        </div>
      ))}
    </div>
  );
}
