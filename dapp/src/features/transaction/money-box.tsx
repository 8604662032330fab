import type { CallPreview } from '../../lib/wallet/chain-writer.ts';
import type { ChainCall } from '../../lib/wallet/chain-call.ts';
import { Note } from '../../ui/note.tsx';
import { mostPaid } from './most-paid.ts';

type MoneyBoxProps = {
  call: ChainCall;
  preview: CallPreview;
  parts?: { label: string; wei: bigint }[] | undefined;
  /** What comes back. */
  after: string;
};

/** What is paid, line by line, ending in "You pay at most", then one line on what is signed. */
export function MoneyBox({ call, preview, parts, after }: MoneyBoxProps) {
  const { feeWei, depositWei, balanceWei, notes } = preview;
  const totalWei = call.valueWei + feeWei + depositWei;
  const sums = parts ?? (call.valueWei > 0n ? [{ label: 'Sent along', wei: call.valueWei }] : []);
  return (
    <>
      <dl className="kv small">
        {sums.map((part) => (
          <Line key={part.label} label={part.label} wei={part.wei} />
        ))}
        <Line label="Network fee, at most" wei={feeWei} />
        {depositWei > 0n && <Line label="Deposit, returned on exit" wei={depositWei} />}
        <dt className="kv-total strong">You pay at most</dt>
        <dd className="kv-total strong">{mostPaid(totalWei)} ETH</dd>
      </dl>
      {balanceWei < totalWei && (
        <Note tone="danger">
          This account holds {mostPaid(balanceWei)} ETH, {mostPaid(totalWei - balanceWei)} less than that.
        </Note>
      )}
      {notes.map((note) => (
        <Note key={note}>{note}</Note>
      ))}
      <p className="hint">You sign one transaction. {after}</p>
    </>
  );
}

function Line({ label, wei }: { label: string; wei: bigint }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{mostPaid(wei)} ETH</dd>
    </>
  );
}
