import type { CursorRecords, JournalOwner } from './cursor-records.ts';
import { cursorRecords } from './cursor-records.ts';
import type { EventRecords } from './event-records.ts';
import { eventRecords } from './event-records.ts';
import { inTransaction } from './in-transaction.ts';
import type { IntentRecords } from './intent-records.ts';
import { intentRecords } from './intent-records.ts';
import type { JobRecords } from './job-records.ts';
import { jobRecords } from './job-records.ts';
import { openDatabase } from './open-database.ts';

/** What the node remembers. Everything is written here before it is done. */
export type Journal = {
  jobs: JobRecords;
  events: EventRecords;
  intents: IntentRecords;
  cursor: CursorRecords;
  /** Several writes as one durable commit. */
  atomically<T>(act: () => T): T;
  close(): void;
};

/**
 * Opens the journal at `path`, or begins it.
 *
 * @param now The clock, ms since the Unix epoch.
 * @throws JournalLockedError, JournalForeignError
 */
export function openJournal(path: string, owner: JournalOwner, now: () => number): Journal {
  const database = openDatabase(path);
  try {
    return {
      jobs: jobRecords(database, now),
      events: eventRecords(database),
      intents: intentRecords(database, owner.chainId),
      cursor: cursorRecords(database, owner),
      atomically: (act) => inTransaction(database, act),
      close: () => database.close(),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}
