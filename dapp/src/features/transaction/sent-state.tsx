import { Link } from '@tanstack/react-router';
import { shortHex } from '../../lib/format/short-hex.ts';
import type { TransactionRecord } from '../../lib/transaction/transaction-record.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Note } from '../../ui/note.tsx';
import { mostPaid } from './most-paid.ts';

/** What became of a sent transaction. */
export function SentState({ record, onLeave }: { record: TransactionRecord; onLeave: () => void }) {
  const done = record.state === 'confirmed';
  return (
    <div className="stack stack-12" role="status" aria-live="polite">
      <ol className="stack tx-steps">
        <Step state="done" words="Signed" note={<span className="mono">{shortHex(record.hash)}</span>} />
        <Step
          state={done ? 'done' : record.state === 'pending' ? 'now' : 'lost'}
          words={WORDS[record.state]}
          note={record.block === undefined ? undefined : `block ${record.block}`}
        />
      </ol>
      {record.message !== undefined && <Note tone="danger">{record.message}</Note>}
      {done && (
        <>
          <p>
            <strong>{record.outcome?.words ?? 'Done'}</strong>
            {record.feeWei !== undefined && (
              <span className="small muted block">Network fee {mostPaid(BigInt(record.feeWei))} ETH</span>
            )}
          </p>
          {record.outcome?.path !== undefined && (
            <Link to={record.outcome.path} className={buttonClass({ look: 'light' })} onClick={onLeave}>
              Open
            </Link>
          )}
        </>
      )}
      {record.state === 'pending' && (
        <p className="hint">You may close this. It is listed in Activity and watched, also after a reload.</p>
      )}
    </div>
  );
}

const WORDS = {
  pending: 'Waiting for the chain',
  confirmed: 'Confirmed',
  failed: 'Failed',
  replaced: 'Replaced by another transaction',
} as const;

function Step({
  state,
  words,
  note,
}: {
  state: 'done' | 'now' | 'lost';
  words: string;
  note?: React.ReactNode;
}) {
  return (
    <li className="row">
      <span className={`steps-mark-s ${state}`}>{state === 'done' && <Icon name="check" size="sm" />}</span>
      <span className="grow">{words}</span>
      {note !== undefined && <span className="small subtle">{note}</span>}
    </li>
  );
}
