import { setTimeout as sleep } from 'node:timers/promises';

/** What following a log takes. */
export type TailOptions = {
  /** All of the log, from its beginning. */
  read: () => Promise<string>;
  onText: (text: string) => void;
  /** Whether nothing more will be written. */
  isOver: () => Promise<boolean>;
  signal?: AbortSignal | undefined;
};

const PAUSE_MS = { least: 500, most: 30_000 };
/** A log that grows long is read less often: reading takes at most this share of the time. */
const READING_SHARE = 0.1;

/** Passes on what is added to a log, until whoever writes it has ended. */
export async function tailLogs({ read, onText, isOver, signal }: TailOptions): Promise<void> {
  for (let passed = 0; ;) {
    // Asked before the log is read, so that nothing is written between the two.
    const last = await isOver();
    const from = performance.now();
    const text = await read();
    if (text.length > passed) onText(text.slice(passed));
    passed = text.length;
    if (last || signal?.aborted) return;
    const pauseMs = (performance.now() - from) / READING_SHARE;
    await sleep(Math.min(Math.max(pauseMs, PAUSE_MS.least), PAUSE_MS.most));
  }
}
