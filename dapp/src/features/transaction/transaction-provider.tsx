import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { TransactionContext } from '../../lib/transaction/transaction-context.ts';
import type { TransactionIntent } from '../../lib/transaction/transaction-intent.ts';
import type { TransactionRecord } from '../../lib/transaction/transaction-record.ts';
import { useConfig } from '../../lib/use-config.ts';
import { useWallet } from '../../lib/wallet/wallet-context.ts';
import { showToast } from '../../ui/toast-store.ts';
import { loadRecords, saveRecords, withProgress } from './record-store.ts';

const ReviewDialog = lazy(() => import('./review-dialog.tsx'));

/** Gives pages reviews and the list of what was sent; watches every pending transaction, also after a reload. */
export function TransactionProvider({ children }: { children: ReactNode }) {
  const { chainId } = useConfig();
  const { session } = useWallet();
  const [records, setRecords] = useState(() => loadRecords(localStorage, chainId));
  const [intent, setIntent] = useState<TransactionIntent>();

  const change = useCallback(
    (edit: (held: readonly TransactionRecord[]) => TransactionRecord[]) =>
      setRecords((held) => {
        const next = edit(held);
        saveRecords(localStorage, chainId, next);
        return next;
      }),
    [chainId],
  );
  const replace = useCallback(
    (record: TransactionRecord) =>
      change((held) => held.map((one) => (one.hash === record.hash ? record : one))),
    [change],
  );
  useWatches(records, replace);

  const value = useMemo(
    () => ({
      records,
      review: setIntent,
      clear: () => change((held) => held.filter((record) => record.state === 'pending')),
    }),
    [records, change],
  );

  useWalletFor(intent, () => setIntent(undefined));

  return (
    <TransactionContext value={value}>
      {children}
      {intent !== undefined && session !== undefined && (
        <Suspense fallback={null}>
          <ReviewDialog
            intent={intent}
            session={session}
            record={(record) => change((held) => [record, ...held])}
            onClose={() => setIntent(undefined)}
          />
        </Suspense>
      )}
    </TransactionContext>
  );
}

/**
 * Someone without a wallet is asked for one first; the review opens by itself once it is there,
 * and the intent is dropped when they turn away.
 */
function useWalletFor(intent: TransactionIntent | undefined, drop: () => void): void {
  const { session, status, connect } = useWallet();
  const asked = useRef<TransactionIntent>(undefined);
  const connecting = useRef(false);
  useEffect(() => {
    if (intent === undefined || session !== undefined) {
      asked.current = undefined;
    } else if (asked.current !== intent) {
      asked.current = intent;
      connect(intent.title.charAt(0).toLowerCase() + intent.title.slice(1));
    } else if (connecting.current && status === 'disconnected') drop();
    connecting.current = status === 'connecting';
  }, [intent, session, status, connect, drop]);
}

/** One watch for each pending record, for as long as the app is open. */
function useWatches(
  records: readonly TransactionRecord[],
  replace: (record: TransactionRecord) => void,
): void {
  const { watch } = useWallet();
  const queries = useQueryClient();
  const watches = useRef(new Map<string, AbortController>());

  useEffect(() => {
    for (const record of records) {
      if (record.state !== 'pending' || watches.current.has(record.hash)) continue;
      const controller = new AbortController();
      watches.current.set(record.hash, controller);
      void follow(record, watch(record, controller.signal), replace).then(() => queries.invalidateQueries());
    }
  }, [records, replace, watch, queries]);

  useEffect(() => {
    const held = watches.current;
    return () => {
      for (const controller of held.values()) controller.abort();
      held.clear();
    };
  }, []);
}

async function follow(
  record: TransactionRecord,
  progress: ReturnType<ReturnType<typeof useWallet>['watch']>,
  replace: (record: TransactionRecord) => void,
): Promise<void> {
  let held = record;
  try {
    for await (const step of progress) {
      held = withProgress(held, step);
      if (step.state === 'confirmed') {
        const { outcomeOf } = await import('./outcome-of.ts');
        const outcome = outcomeOf(step.logs, record.chainId);
        if (outcome) held = { ...held, outcome };
      }
      if (held !== record) replace(held);
    }
    announce(held);
  } catch (error) {
    // Nothing is known of it: it stays pending and is looked for again on the next visit.
    console.warn(`transaction ${record.hash} cannot be watched`, error);
  }
}

function announce(record: TransactionRecord): void {
  if (record.state === 'confirmed') showToast({ tone: 'ok', title: record.outcome?.words ?? record.title });
  if (record.state === 'failed')
    showToast({ tone: 'danger', title: `Failed: ${record.title}`, body: record.message });
}
