import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { writeAtomic } from '../../services/write-atomic.ts';

const hex = z
  .string()
  .regex(/^0x[0-9a-f]{64}$/)
  .transform((text) => text as `0x${string}`);

const journalSchema = z.strictObject({
  runs: z.array(
    z.strictObject({
      /** Tells runs apart: order of rows and initial values. */
      seed: z.number().int().positive(),
      /** Digest of the job's manifest; written before the job is requested. */
      specDigest: hex.optional(),
      /** Seconds that each stage has taken, over all attempts. */
      seconds: z.record(z.string(), z.number()),
      finished: z.boolean(),
    }),
  ),
});

type Journal = z.output<typeof journalSchema>;
/** One run of the main job, as far as it has come. What has happened on chain is asked of the chain. */
export type MainRun = Journal['runs'][number];

/** What is known of all runs of the main job in a state folder. */
export type MainJobJournal = {
  readonly runs: readonly Readonly<MainRun>[];
  /** The run to go on with: the unfinished one, or a new one with the next seed. */
  current(): Promise<Readonly<MainRun>>;
  /** Changes a run, on disk before it returns. */
  update(seed: number, change: Partial<Omit<MainRun, 'seed'>>): Promise<Readonly<MainRun>>;
};

/** Opens the journal in a file, empty when there is none. */
export async function openMainJobJournal(file: string): Promise<MainJobJournal> {
  let { runs } = await read(file);
  const write = (next: readonly MainRun[]) =>
    writeAtomic(file, `${JSON.stringify({ runs: next }, null, 2)}\n`);
  return {
    get runs() {
      return runs;
    },
    async current() {
      const open = runs.find(({ finished }) => !finished);
      if (open) return open;
      const seed = Math.max(0, ...runs.map((run) => run.seed)) + 1;
      const run = { seed, seconds: {}, finished: false };
      await write([...runs, run]);
      runs = [...runs, run];
      return run;
    },
    async update(seed, change) {
      const run = runs.find((candidate) => candidate.seed === seed);
      if (!run) throw new RangeError(`no run has seed ${seed}`);
      const changed = { ...run, ...change };
      const next = runs.map((candidate) => (candidate === run ? changed : candidate));
      await write(next);
      runs = next;
      return changed;
    },
  };
}

async function read(file: string): Promise<Journal> {
  try {
    return journalSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { runs: [] };
    throw error;
  }
}
