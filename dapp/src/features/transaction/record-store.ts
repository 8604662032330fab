import { z } from 'zod';
import { storedList } from '../../lib/stored-list.ts';
import type { CallProgress } from '../../lib/wallet/chain-writer.ts';
import type { TransactionRecord } from '../../lib/transaction/transaction-record.ts';

const KEY = 'cultivar.transactions';
/** More than anyone scrolls through, and far below what a browser lets a page keep. */
const KEPT = 200;

const hex = z
  .string()
  .regex(/^0x[0-9a-fA-F]*$/)
  .transform((text) => text as `0x${string}`);

const recordSchema = z.object({
  hash: hex,
  via: z.enum(['evm', 'revive']),
  chainId: z.number(),
  account: hex,
  to: hex,
  data: hex,
  valueWei: z.string(),
  title: z.string(),
  sentAtMs: z.number(),
  state: z.enum(['pending', 'confirmed', 'failed', 'replaced']),
  block: z.string().optional(),
  feeWei: z.string().optional(),
  message: z.string().optional(),
  replacedBy: hex.optional(),
  outcome: z.object({ words: z.string(), path: z.string().optional() }).optional(),
});

/** The records of earlier visits to this chain, newest first. Anything unreadable is left out. */
export function loadRecords(storage: Storage, chainId: number): TransactionRecord[] {
  return stored(storage).filter((record) => record.chainId === chainId);
}

/** Writes the records of one chain, keeping those of other chains. */
export function saveRecords(storage: Storage, chainId: number, records: readonly TransactionRecord[]): void {
  const others = stored(storage).filter((record) => record.chainId !== chainId);
  storage.setItem(KEY, JSON.stringify([...records.slice(0, KEPT), ...others].slice(0, 2 * KEPT)));
}

/** A record after something was learnt about it. */
export function withProgress(record: TransactionRecord, progress: CallProgress): TransactionRecord {
  switch (progress.state) {
    case 'pending':
      return record;
    case 'confirmed':
      return {
        ...record,
        state: 'confirmed',
        block: progress.block.toString(),
        feeWei: progress.feeWei.toString(),
      };
    case 'failed':
      return { ...record, state: 'failed', message: progress.message };
    case 'replaced':
      return { ...record, state: progress.canceled ? 'replaced' : record.state, replacedBy: progress.by };
  }
}

function stored(storage: Storage): TransactionRecord[] {
  return storedList(storage, KEY, recordSchema) as TransactionRecord[];
}
