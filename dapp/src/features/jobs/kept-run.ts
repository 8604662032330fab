import { trainEventSchema } from '@cultivar/sdk/spec';
import { z } from 'zod';
import { appendEvents, EMPTY_RUN } from './run-history.ts';
import type { RunHistory } from './run-history.ts';

const PREFIX = 'cultivar.run.';
/** Runs kept in the browser; the oldest go first. */
const KEPT_RUNS = 4;
/** A longer run is read from the node again instead. */
const KEPT_EVENTS = 4_000;

const keptSchema = z.object({ savedAtMs: z.number(), events: z.array(trainEventSchema) });

/** What an earlier visit saw of a run, so that a reload draws the curve before the node has answered. */
export function keptRun(storage: Storage, jobId: string): RunHistory {
  const text = storage.getItem(PREFIX + jobId);
  if (text === null) return EMPTY_RUN;
  const kept = parsed(text);
  return kept === undefined ? EMPTY_RUN : appendEvents(EMPTY_RUN, kept.events);
}

/** Keeps a run. A browser that has no room, or a run that is too long, keeps nothing: the node has it all. */
export function keepRun(storage: Storage, jobId: string, run: RunHistory, nowMs = Date.now()): void {
  if (run.events.length > KEPT_EVENTS) return storage.removeItem(PREFIX + jobId);
  try {
    storage.setItem(PREFIX + jobId, JSON.stringify({ savedAtMs: nowMs, events: run.events }));
    forgetOldest(storage);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    storage.removeItem(PREFIX + jobId);
  }
}

function forgetOldest(storage: Storage): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter((key) =>
    key.startsWith(PREFIX),
  );
  if (keys.length <= KEPT_RUNS) return;
  const age = (key: string) => parsed(storage.getItem(key) ?? '')?.savedAtMs ?? 0;
  const oldest = keys.sort((a, b) => age(a) - age(b)).slice(0, keys.length - KEPT_RUNS);
  for (const key of oldest) storage.removeItem(key);
}

function parsed(text: string): z.infer<typeof keptSchema> | undefined {
  try {
    return keptSchema.safeParse(JSON.parse(text)).data;
  } catch {
    // Written by something else: as good as nothing.
    return undefined;
  }
}
