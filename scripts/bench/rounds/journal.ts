import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** One measurement as it was taken, or why it could not be. */
export type Entry<Result> = {
  id: string;
  round: number;
  /** When it ended, ISO 8601. */
  at: string;
  /** The machine's load average over the last minute, before it began. */
  load: number;
} & ({ result: Result } | { error: string });

/** Measurements on disk: what a broken benchmark goes on from. */
export type Journal<Result> = {
  entries(): readonly Entry<Result>[];
  add(entry: Entry<Result>): Promise<void>;
};

/** Opens a journal of one JSON object a line. A last line that was cut off is left out. */
export async function openJournal<Result>(path: string): Promise<Journal<Result>> {
  await mkdir(dirname(path), { recursive: true });
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  // What was cut off ends here, so that the next entry is a line of its own.
  if (whole !== text) await appendFile(path, '\n');
  const entries = whole.split('\n').flatMap(parse<Result>);
  return {
    entries: () => entries,
    async add(entry) {
      entries.push(entry);
      await appendFile(path, `${JSON.stringify(entry)}\n`);
    },
  };
}

function parse<Result>(line: string): Entry<Result>[] {
  try {
    return [JSON.parse(line) as Entry<Result>];
  } catch {
    // Cut off by whatever ended an earlier run.
    return [];
  }
}
