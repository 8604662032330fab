import { existsSync } from 'node:fs';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What became of a mutant. */
export type Verdict = {
  id: string;
  /** `open`: it has not met all tests yet. `invalid`: it does not compile, and does not count. */
  outcome: 'killed' | 'survived' | 'open' | 'invalid';
  /** Test file and test that killed it, and the file's hash. */
  by?: { file: string; test: string; hash: string };
  /** Hashes of the test files that a survivor has passed. */
  passed?: Readonly<Record<string, string>>;
};

/** Verdicts on disk, one a line; the newest of a mutant counts. */
export type Journal = {
  verdictOn: (id: string) => Verdict | undefined;
  record: (verdict: Verdict) => Promise<void>;
};

/** Opens the journal of earlier stretches, or a new one. */
export async function openJournal(file: string): Promise<Journal> {
  await mkdir(dirname(file), { recursive: true });
  const lines = existsSync(file) ? (await readFile(file, 'utf8')).split('\n') : [];
  const verdicts = new Map<string, Verdict>();
  for (const line of lines) {
    const verdict = readLine(line);
    if (verdict) verdicts.set(verdict.id, verdict);
  }
  return {
    verdictOn: (id) => verdicts.get(id),
    async record(verdict) {
      verdicts.set(verdict.id, verdict);
      await appendFile(file, `${JSON.stringify(verdict)}\n`);
    },
  };
}

/** The last line of a stretch that was killed may be torn; its mutant is tried again. */
function readLine(line: string): Verdict | undefined {
  if (!line.endsWith('}')) return undefined;
  try {
    return JSON.parse(line) as Verdict;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
