import { createContext, useContext } from 'react';
import type { TransactionIntent } from './transaction-intent.ts';
import type { TransactionRecord } from './transaction-record.ts';

/** Transactions as pages see them. */
export type Transactions = {
  /** Opens the review of an intent, asking for a wallet first when there is none. */
  review(intent: TransactionIntent): void;
  /** Newest first. */
  records: readonly TransactionRecord[];
  /** Forgets what is settled; pending ones stay. */
  clear(): void;
};

/** Filled by the transaction feature's provider. */
export const TransactionContext = createContext<Transactions>({
  review: () => undefined,
  records: [],
  clear: () => undefined,
});

/** Opens reviews and lists what was sent. */
export function useTransactions(): Transactions {
  return useContext(TransactionContext);
}
