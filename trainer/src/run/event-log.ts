import { disk } from '#disk';
import { trainEventSchema } from '@cultivar/sdk/spec';
import type { TrainEvent } from '@cultivar/sdk/spec';

type Unnumbered<E> = E extends TrainEvent ? Omit<E, 'seq' | 'timeMs'> : never;
/** An event before the log gave it its number and time. */
export type NewEvent = Unnumbered<TrainEvent>;

/** The events of a run, on disk and to whoever listens. */
export type EventLog = {
  emit(event: NewEvent): void;
  close(): void;
};

/**
 * Opens `events.jsonl` of a run's folder. After a crash a half-written last line is cut off and numbers go on
 * from the last whole event.
 */
export async function openEventLog(
  outDir: string,
  now: () => number,
  onEvent: (event: TrainEvent) => void,
): Promise<EventLog> {
  const log = await disk.openLog(`${outDir}/events.jsonl`);
  const { seq: last, bytes } = lastWholeEvent(log.content);
  log.cut(bytes);
  let seq = last;
  return {
    emit(event) {
      const numbered = trainEventSchema.parse({ ...event, seq: ++seq, timeMs: Math.round(now()) });
      log.append(`${JSON.stringify(numbered)}\n`);
      onEvent(numbered);
    },
    close: () => log.close(),
  };
}

function lastWholeEvent(content: Uint8Array): { seq: number; bytes: number } {
  const bytes = content.lastIndexOf(0x0a) + 1;
  if (bytes === 0) return { seq: 0, bytes };
  const lines = new TextDecoder().decode(content.subarray(0, bytes - 1)).split('\n');
  return { seq: trainEventSchema.parse(JSON.parse(lines.at(-1)!)).seq, bytes };
}
