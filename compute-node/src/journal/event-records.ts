import type { DatabaseSync } from 'node:sqlite';
import { trainEventSchema } from '@cultivar/sdk/spec';
import type { TrainEvent } from '@cultivar/sdk/spec';

/** The history of each run. */
export type EventRecords = {
  /**
   * Keeps an event under the job's next `seq`: a trainer that was started again counts from 1 anew, a reader of
   * the history must not notice.
   */
  append(jobId: bigint, event: TrainEvent): TrainEvent;
  /** Events with a `seq` above `after`, in order. */
  read(jobId: bigint, after?: number): TrainEvent[];
  lastSeq(jobId: bigint): number;
  /** The newest event of each type. */
  newest(jobId: bigint): Partial<{ [K in TrainEvent['type']]: Extract<TrainEvent, { type: K }> }>;
};

/** The histories in an open journal. */
export function eventRecords(database: DatabaseSync): EventRecords {
  const last = database.prepare('SELECT coalesce(max(seq), 0) AS seq FROM event WHERE job_id = ?');
  const insert = database.prepare('INSERT INTO event (job_id, seq, body) VALUES (?, ?, ?)');
  const after = database.prepare('SELECT body FROM event WHERE job_id = ? AND seq > ? ORDER BY seq');
  const newestOfType = database.prepare(
    `SELECT body FROM event WHERE job_id = ?1 AND seq IN
       (SELECT max(seq) FROM event WHERE job_id = ?1 GROUP BY json_extract(body, '$.type'))`,
  );
  const parse = (row: Record<string, unknown>): TrainEvent =>
    trainEventSchema.parse(JSON.parse(row['body'] as string));
  const lastSeq = (jobId: bigint): number => (last.get(String(jobId)) as { seq: number }).seq;

  return {
    append(jobId, event) {
      const kept = { ...event, seq: lastSeq(jobId) + 1 };
      insert.run(String(jobId), kept.seq, JSON.stringify(kept));
      return kept;
    },
    read: (jobId, from = 0) => after.all(String(jobId), from).map(parse),
    lastSeq,
    newest(jobId) {
      const events = newestOfType.all(String(jobId)).map(parse);
      return Object.fromEntries(events.map((event) => [event.type, event]));
    },
  };
}
