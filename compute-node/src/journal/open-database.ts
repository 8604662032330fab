import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { JOURNAL_SCHEMA } from './journal-schema.ts';
import { JournalLockedError } from './journal-locked-error.ts';

/**
 * Opens the journal's file for this process alone, durable at every commit.
 *
 * @throws JournalLockedError when another process has it open.
 */
export function openDatabase(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path, { timeout: 2_000 });
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    database.exec('PRAGMA foreign_keys = ON');
    migrate(database);
  } catch (error) {
    database.close();
    if (error instanceof Error && /database is locked/.test(error.message)) {
      throw new JournalLockedError(path, { cause: error });
    }
    throw error;
  }
  return database;
}

function migrate(database: DatabaseSync): void {
  database.exec('BEGIN IMMEDIATE');
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version > JOURNAL_SCHEMA.length) {
    database.exec('ROLLBACK');
    throw new RangeError(`the journal has version ${version}; this program knows ${JOURNAL_SCHEMA.length}`);
  }
  for (const step of JOURNAL_SCHEMA.slice(version)) database.exec(step);
  database.exec(`PRAGMA user_version = ${JOURNAL_SCHEMA.length}`);
  database.exec('COMMIT');
}
