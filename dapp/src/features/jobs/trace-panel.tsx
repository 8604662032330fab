import { useState } from 'react';
import { shortHex } from '../../lib/format/short-hex.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { classNames } from '../../ui/class-names.ts';
import type { TraceCell } from './trace-cells.ts';

type TracePanelProps = { cells: readonly TraceCell[]; published: boolean; mode: 'Accept' | 'Audit' };

const STAGES = { init: 'Inputs', segment: 'Segment', evaluation: 'Held-out evaluation', export: 'Export' };

/** The leaves of the trace, four hex digits each; picking one shows it whole. */
export function TracePanel({ cells, published, mode }: TracePanelProps) {
  const hashed = cells.filter((cell) => cell.hash !== undefined).length;
  const [picked, setPicked] = useState<number>();
  const cell = cells.find(({ leaf }) => leaf === picked) ?? cells.findLast(({ hash }) => hash !== undefined);
  const before = cells.find(({ leaf }) => leaf === (cell?.leaf ?? 0) - 1)?.hash;
  if (cells.length === 0) return null;
  return (
    <section className="panel" aria-label="Trace">
      <div className="panel-head">
        <h2>Trace</h2>
        <p className="small muted">
          {hashed} of {cells.length} leaves hashed{published && ', published'}
        </p>
      </div>
      <div className="panel-body stack stack-12">
        <ol className="trace" aria-label="Leaves">
          {cells.map((one) => (
            <li key={one.leaf}>
              {one.hash === undefined ? (
                <span className={classNames('cell', one.now ? 'is-now' : 'is-next')}>{one.leaf}</span>
              ) : (
                <button
                  type="button"
                  className={classNames('cell', one.leaf === cell?.leaf && 'is-on')}
                  aria-pressed={one.leaf === cell?.leaf}
                  aria-label={`Leaf ${one.leaf}, ${one.hash.slice(2, 6)}`}
                  onClick={() => setPicked(one.leaf)}
                >
                  {one.hash.slice(2, 6)}
                </button>
              )}
            </li>
          ))}
        </ol>
        {cell?.hash !== undefined && (
          <div className="seg-detail">
            <dl className="kv small">
              <dt>{STAGES[cell.stage]}</dt>
              <dd>{cell.steps ? `steps ${cell.steps.from}–${cell.steps.to}` : `leaf ${cell.leaf}`}</dd>
              {before !== undefined && (
                <>
                  <dt>Leaf before</dt>
                  <dd className="mono">{shortHex(before)}</dd>
                </>
              )}
              <dt>Leaf</dt>
              <dd className="mono row row-end">
                {shortHex(cell.hash)} <CopyButton text={cell.hash} label={`hash of leaf ${cell.leaf}`} />
              </dd>
              {cell.stateHash !== undefined && (
                <>
                  <dt>State</dt>
                  <dd className="mono">{shortHex(cell.stateHash)}</dd>
                </>
              )}
            </dl>
            <p className="hint">
              {mode === 'Accept'
                ? 'The requester accepts this result by their own word, so no jury is drawn. The leaves are public all the same: anyone may train the job again and compare.'
                : 'A leaf commits to the whole state of the training at that point. Who reveals both halves has recomputed the segment.'}
            </p>
          </div>
        )}
      </div>
    </section>
  );
}
