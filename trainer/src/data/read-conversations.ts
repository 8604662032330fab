import { DataError } from './data-error.ts';
import type { DatasetFiles } from './dataset-files.ts';
import type { Message } from './message.ts';
import { MAX_ROWS } from './read/limits.ts';
import { readRows } from './read/read-rows.ts';
import { RowProblem, toMessages } from './to-messages.ts';

/** A row over all datasets of a job. */
export type Conversation = {
  /** Number over all files of all datasets, from 1. */
  row: number;
  /** The file it stands in, and its number there. */
  file: string;
  fileRow: number;
} & ({ messages: Message[]; problem?: undefined } | { problem: string; messages?: undefined });

/** Every row of every dataset as a conversation, or with what keeps it from being one. @throws DataError */
export async function* readConversations(datasets: readonly DatasetFiles[]): AsyncGenerator<Conversation> {
  let row = 0;
  for (const { format, files } of datasets) {
    for (const file of files) {
      for await (const item of readRows(file)) {
        row += 1;
        if (row > MAX_ROWS)
          throw new DataError('too_large', file.name, item.row, `more than ${MAX_ROWS} rows`);
        const place = { row, file: file.name, fileRow: item.row };
        if ('problem' in item) {
          yield { ...place, problem: item.problem };
          continue;
        }
        yield { ...place, ...asConversation(() => toMessages(item.value, format)) };
      }
    }
  }
}

function asConversation(map: () => Message[]): { messages: Message[] } | { problem: string } {
  try {
    return { messages: map() };
  } catch (error) {
    if (error instanceof RowProblem) return { problem: error.message };
    throw error;
  }
}
