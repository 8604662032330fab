import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { JOB_STATES } from '@cultivar/sdk';
import type { JobState } from '@cultivar/sdk';
import { inTransaction } from './in-transaction.ts';
import { isUnfinished, JOB_EDGES } from './job-edges.ts';
import { JournalConflictError } from './journal-conflict-error.ts';
import type { JobFields, JournalJob, SeenJob } from './journal-types.ts';
import { readJob } from './read-row.ts';

/** The jobs of the journal. */
export type JobRecords = {
  /** Notes a job; false when it was known. */
  see(job: SeenJob): boolean;
  /** Forgets a job whose request left the chain by a reorg before anything was done for it. */
  unsee(jobId: bigint): boolean;
  get(jobId: bigint): JournalJob | undefined;
  /** Newest first. */
  list(query: { state?: JobState; limit: number; before?: bigint }): JournalJob[];
  /** Jobs that still need work, oldest first. */
  unfinished(): JournalJob[];
  /** Paid jobs whose bond is still locked. */
  bonded(): JournalJob[];
  /** Jobs requested in blocks above `block`. */
  since(block: bigint): JournalJob[];
  count(): Record<JobState, number>;
  /**
   * Moves a job on, with what was learnt on the way, in one commit.
   *
   * @throws JournalConflictError when it is not in `from`, or there is no such edge.
   */
  advance(jobId: bigint, from: JobState, to: JobState, fields?: JobFields): JournalJob;
  /** Notes something about a job without moving it. */
  note(jobId: bigint, fields: JobFields): void;
  requestCancel(jobId: bigint): void;
};

const WRITERS: { [K in keyof Required<JobFields>]: (value: NonNullable<JobFields[K]> | null) => Columns } = {
  name: (name) => ({ name }),
  class: (text) => ({ class: text }),
  spec: (spec) => ({ spec }),
  priceWei: (wei) => ({ price_wei: wei === null ? null : String(wei) }),
  deadline: (deadline) => ({ deadline }),
  reason: (reason) => ({ reason_code: reason?.code ?? null, reason_message: reason?.message ?? null }),
  resultDigest: (digest) => ({ result_digest: digest }),
  traceRoot: (root) => ({ trace_root: root }),
  traceManifest: (digest) => ({ trace_manifest: digest }),
  assetId: (id) => ({ asset_id: id === null ? null : String(id) }),
  windowEndsAt: (seconds) => ({ window_ends_at: seconds }),
  bondLocked: (locked) => ({ bond_locked: locked ? 1 : 0 }),
  trainer: (trainer) => ({ trainer_pid: trainer?.pid ?? null, trainer_started: trainer?.started ?? null }),
};
type Columns = Record<string, SQLInputValue>;

/** The jobs in an open journal; `now` is the clock, in ms. */
export function jobRecords(database: DatabaseSync, now: () => number): JobRecords {
  const byId = database.prepare('SELECT * FROM job WHERE job_id = ?');
  const insert = database.prepare(
    `INSERT INTO job (job_id, state, requester, spec_digest, request, block_number, seen_at_ms, updated_at_ms)
     VALUES (?, 'seen', ?, ?, ?, ?, ?, ?) ON CONFLICT (job_id) DO NOTHING`,
  );
  const get = (jobId: bigint): JournalJob | undefined => {
    const row = byId.get(String(jobId));
    return row === undefined ? undefined : readJob(row);
  };
  const write = (jobId: bigint, columns: Columns): void => {
    const names = Object.keys(columns);
    const sql = `UPDATE job SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE job_id = ?`;
    database.prepare(sql).run(...Object.values(columns), String(jobId));
  };

  return {
    see(job) {
      const at = now();
      const { changes } = insert.run(
        String(job.jobId),
        job.requester,
        job.specDigest,
        job.request,
        Number(job.blockNumber),
        at,
        at,
      );
      return changes === 1;
    },
    unsee(jobId) {
      const sql = `DELETE FROM job WHERE job_id = ? AND state IN ('seen', 'checked', 'refused')
        AND NOT EXISTS (SELECT 1 FROM intent WHERE subject = job_id) AND NOT EXISTS (SELECT 1 FROM event WHERE event.job_id = job.job_id)`;
      return database.prepare(sql).run(String(jobId)).changes === 1;
    },
    get,
    list({ state, limit, before }) {
      const sql = `SELECT * FROM job WHERE (?1 IS NULL OR state = ?1) AND (?2 IS NULL OR CAST(job_id AS INTEGER) < ?2)
        ORDER BY CAST(job_id AS INTEGER) DESC LIMIT ?3`;
      const rows = database.prepare(sql).all(state ?? null, before === undefined ? null : before, limit);
      return rows.map(readJob);
    },
    unfinished() {
      const rows = database.prepare('SELECT * FROM job ORDER BY CAST(job_id AS INTEGER)').all();
      return rows.map(readJob).filter((job) => isUnfinished(job.state));
    },
    bonded() {
      const sql = `SELECT * FROM job WHERE state = 'settled' AND bond_locked = 1`;
      return database.prepare(sql).all().map(readJob);
    },
    since(block) {
      return database.prepare('SELECT * FROM job WHERE block_number > ?').all(block).map(readJob);
    },
    count() {
      const none = Object.fromEntries(JOB_STATES.map((state) => [state, 0])) as Record<JobState, number>;
      const rows = database.prepare('SELECT state, count(*) AS n FROM job GROUP BY state').all();
      for (const row of rows) none[row['state'] as JobState] = row['n'] as number;
      return none;
    },
    advance(jobId, from, to, fields = {}) {
      return inTransaction(database, () => {
        const job = get(jobId);
        if (!JOB_EDGES[from].includes(to))
          throw new JournalConflictError(jobId, from, to, 'is no legal step');
        if (job?.state !== from) {
          throw new JournalConflictError(jobId, from, to, `found it in ${job?.state ?? 'no journal'}`);
        }
        write(jobId, { ...columnsOf(fields), state: to, updated_at_ms: now() });
        return get(jobId)!;
      });
    },
    note(jobId, fields) {
      write(jobId, { ...columnsOf(fields), updated_at_ms: now() });
    },
    requestCancel(jobId) {
      write(jobId, { cancel_requested: 1, updated_at_ms: now() });
    },
  };
}

function columnsOf(fields: JobFields): Columns {
  const columns: Columns = {};
  for (const key of Object.keys(fields) as (keyof JobFields)[]) {
    const value = fields[key];
    if (value !== undefined) Object.assign(columns, (WRITERS[key] as (value: unknown) => Columns)(value));
  }
  return columns;
}
