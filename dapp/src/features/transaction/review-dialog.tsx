import './transaction.css';
import { useEffect, useReducer, useRef } from 'react';
import { useConfig } from '../../lib/use-config.ts';
import { useTransactions } from '../../lib/transaction/transaction-context.ts';
import type { TransactionIntent } from '../../lib/transaction/transaction-intent.ts';
import type { TransactionRecord } from '../../lib/transaction/transaction-record.ts';
import { SignatureDeclinedError } from '../../lib/wallet/signature-declined-error.ts';
import type { WalletSession } from '../../lib/wallet/wallet-session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Note } from '../../ui/note.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { MoneyBox } from './money-box.tsx';
import { CallDetails } from './call-details.tsx';
import { SentState } from './sent-state.tsx';
import { transactionReducer } from './transaction-phase.ts';
import { knownContracts } from './known-contracts.ts';
import { describeCall } from './describe-call.ts';

type ReviewDialogProps = {
  intent: TransactionIntent;
  session: WalletSession;
  /** Keeps a sent transaction; called before the chain has it. */
  record: (record: TransactionRecord) => void;
  onClose: () => void;
};

/** From the wish to the chain: preview in words, signature, and what became of it. */
export default function ReviewDialog({ intent, session, record, onClose }: ReviewDialogProps) {
  const config = useConfig();
  const { records } = useTransactions();
  const [phase, dispatch] = useReducer(transactionReducer, { at: 'idle' });
  const round = useRef(0);

  async function open() {
    const mine = ++round.current;
    dispatch({ type: 'open' });
    try {
      if (session.writer === undefined) throw new Error(session.cannotSend);
      const call = await intent.prepare(session.evmAccount);
      if (describeCall(call, knownContracts(config.addresses)) === undefined) {
        throw new Error(
          'the call that was made is none that this app can read back, so it is not offered for signing',
        );
      }
      const preview = await session.writer.preview(call);
      if (mine === round.current) dispatch({ type: 'previewed', call, preview });
    } catch (error) {
      if (mine === round.current) dispatch({ type: 'refused', message: messageOf(error) });
    }
  }

  async function sign() {
    if (phase.at !== 'preview' || session.writer === undefined) return;
    const { call } = phase;
    dispatch({ type: 'sign' });
    try {
      const handle = await session.writer.send(call);
      record({
        ...handle,
        chainId: config.chainId,
        account: session.evmAccount,
        to: call.to,
        data: call.data,
        valueWei: call.valueWei.toString(),
        title: intent.title,
        sentAtMs: Date.now(),
        state: 'pending',
      });
      dispatch({ type: 'sent', hash: handle.hash });
    } catch (error) {
      if (error instanceof SignatureDeclinedError) dispatch({ type: 'declined' });
      else dispatch({ type: 'refused', message: messageOf(error), call });
    }
  }

  useEffect(() => {
    void open();
    // One review for each intent; the dialog is mounted anew for the next.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [intent]);

  const sent = phase.at === 'sent' ? records.find(({ hash }) => hash === phase.hash) : undefined;
  useConfirmed(sent, intent);

  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={intent.title}
      actions={
        phase.at === 'sent' ? (
          <Button onClick={onClose}>Close</Button>
        ) : (
          <>
            <Button look="ghost" onClick={onClose}>
              Not now
            </Button>
            {phase.at === 'refused' ? (
              <Button onClick={() => void open()}>Try again</Button>
            ) : (
              <Button look="primary" onClick={() => void sign()} disabled={phase.at !== 'preview'}>
                {phase.at === 'signing' ? `Confirm in ${session.walletName}` : 'Sign in wallet'}
              </Button>
            )}
          </>
        )
      }
    >
      <p className="muted">{intent.sentence}</p>
      {phase.at === 'refused' && <Note tone="danger">{phase.message}</Note>}
      {(phase.at === 'idle' || phase.at === 'preparing') && (
        <div className="stack" role="status" aria-label="Asking the chain what this would do">
          <Skeleton height="16px" />
          <Skeleton height="16px" />
          <Skeleton height="40px" />
        </div>
      )}
      {(phase.at === 'preview' || phase.at === 'signing') && (
        <>
          <MoneyBox call={phase.call} preview={phase.preview} parts={intent.parts} after={intent.after} />
          <CallDetails call={phase.call} contracts={knownContracts(config.addresses)} />
        </>
      )}
      {sent && <SentState record={sent} onLeave={onClose} />}
    </Dialog>
  );
}

/** Tells the page once, when the chain has it. */
function useConfirmed(sent: TransactionRecord | undefined, intent: TransactionIntent): void {
  const told = useRef(false);
  useEffect(() => {
    if (sent?.state !== 'confirmed' || told.current) return;
    told.current = true;
    intent.onConfirmed?.(sent.hash);
  }, [sent, intent]);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
