import type { AdapterManifest } from '@cultivar/sdk/spec';

type Metrics = NonNullable<AdapterManifest['metrics']>;

/** What the node measured before and after the fine-tune, on rows that were kept apart. */
export function EvaluationTable({ metrics }: { metrics: Metrics }) {
  const { heldOutLossBefore: before, heldOutLossAfter: after, heldOutRows } = metrics;
  if (before === undefined || after === undefined) return null;
  const most = Math.max(before, after) || 1;
  const better = after < before;
  const rows = heldOutRows === 1 ? 'row' : 'rows';
  return (
    <div className="panel">
      <table className="table cardable">
        <thead>
          <tr>
            <th scope="col">Measure</th>
            <th scope="col" className="num">
              Base
            </th>
            <th scope="col" className="num">
              Adapter
            </th>
            <th scope="col" className="ev-bars">
              <span className="sr">Comparison</span>
            </th>
            <th scope="col" className="num">
              Change
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>
              Loss on {heldOutRows.toLocaleString('en-GB')} held-out {rows}, lower is better
            </td>
            <td className="num muted" data-label="Base">
              {before.toFixed(4)}
            </td>
            <td className="num strong" data-label="Adapter">
              {after.toFixed(4)}
            </td>
            <td className="ev-bars" aria-hidden="true">
              <Bar share={before / most} tone="dim" />
              <Bar share={after / most} tone={better ? 'ok' : 'danger'} />
            </td>
            <td className={`num ${better ? 'ok' : 'danger'}`} data-label="Change">
              {change(before, after)}
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function Bar({ share, tone }: { share: number; tone: string }) {
  return (
    <div className="bar">
      <i className={tone} style={{ width: `${Math.round(share * 100)}%` }} />
    </div>
  );
}

function change(before: number, after: number): string {
  const percent = before === 0 ? 0 : ((after - before) / before) * 100;
  return `${after < before ? '−' : '+'}${Math.abs(percent).toFixed(1)} %`;
}
