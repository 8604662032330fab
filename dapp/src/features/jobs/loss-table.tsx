import type { RunHistory } from './run-history.ts';
import { rate } from './rate.ts';

/** Logged values as a table, newest first. */
export function LossTable({ run }: { run: RunHistory }) {
  const held = new Map(run.evals.map((event) => [event.step, event.heldOutLoss]));
  return (
    <div className="loss-table" tabIndex={0} role="region" aria-label="Logged values">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col" className="num">
              Train
            </th>
            <th scope="col" className="num">
              Held out
            </th>
            <th scope="col" className="num">
              Learning rate
            </th>
            <th scope="col" className="num">
              Gradient
            </th>
          </tr>
        </thead>
        <tbody>
          {run.steps.toReversed().map((step) => (
            <tr key={step.step}>
              <td>{step.step}</td>
              <td className="num mono">{step.loss.toFixed(4)}</td>
              <td className="num mono">{held.get(step.step)?.toFixed(4) ?? ''}</td>
              <td className="num mono">{rate(step.learningRate)}</td>
              <td className="num mono">{step.gradNorm.toFixed(2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
