import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { JournalOwner } from '../src/journal/cursor-records.ts';
import { openJournal } from '../src/journal/open-journal.ts';
import type { Journal } from '../src/journal/open-journal.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What a test's journal belongs to. */
export const TEST_OWNER: JournalOwner = {
  chainId: 41_337,
  contract: `0x${'e5'.repeat(20)}`,
  genesisHash: `0x${'01'.repeat(32)}`,
};

/** An empty journal, closed when the test has finished. */
export async function testJournal(): Promise<Journal> {
  const journal = openJournal(join(await temporaryFolder(), 'journal.sqlite'), TEST_OWNER, () => 1_000);
  onTestFinished(() => journal.close());
  return journal;
}
