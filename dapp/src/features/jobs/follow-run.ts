import { trainEventSchema } from '@cultivar/sdk/spec';
import type { TrainEvent } from '@cultivar/sdk/spec';
import { readEventStream } from '../../lib/sse/read-event-stream.ts';

/** How the wire to the node is. */
export type RunFeed =
  | { state: 'connecting' }
  | { state: 'live' }
  /** Lost; tried again by itself. */
  | { state: 'broken'; message: string }
  /** The run has said its last word. */
  | { state: 'ended' }
  /** The node does not know this run. */
  | { state: 'unknown' };

export type FollowRunParameters = {
  /** `…/jobs/<id>/events` of the node. */
  url: string;
  /** Goes on after this event. */
  lastSeq: number;
  signal: AbortSignal;
  onEvents(events: TrainEvent[]): void;
  onFeed(feed: RunFeed): void;
  fetch?: typeof globalThis.fetch;
  /** Waits between tries. */
  pause?: (ms: number, signal: AbortSignal) => Promise<void>;
};

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8_000;

/**
 * Follows a run until it ends or the signal aborts: the history first, then every event as it comes. After a
 * broken wire it goes on from the last event it saw (`Last-Event-ID`), so that nothing is missed or said twice.
 */
export async function followRun(parameters: FollowRunParameters): Promise<void> {
  const { signal, onFeed, pause = wait } = parameters;
  let lastSeq = parameters.lastSeq;
  let pauseMs = FIRST_PAUSE_MS;
  onFeed({ state: 'connecting' });
  while (!signal.aborted) {
    try {
      const end = await once(parameters, lastSeq, (seq) => {
        lastSeq = seq;
        pauseMs = FIRST_PAUSE_MS;
      });
      if (end) {
        onFeed({ state: end });
        return;
      }
      onFeed({ state: 'broken', message: 'the node closed the stream' });
    } catch (error) {
      if (signal.aborted) return;
      onFeed({ state: 'broken', message: error instanceof Error ? error.message : String(error) });
    }
    await pause(pauseMs, signal);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

/** One connection. Returns how the run ended, or undefined when only the wire did. */
async function once(
  { url, signal, onEvents, onFeed, fetch = globalThis.fetch.bind(globalThis) }: FollowRunParameters,
  lastSeq: number,
  saw: (seq: number) => void,
): Promise<'ended' | 'unknown' | undefined> {
  const headers: Record<string, string> = { accept: 'text/event-stream' };
  if (lastSeq > 0) headers['last-event-id'] = String(lastSeq);
  const response = await fetch(url, { headers, signal });
  if (response.status === 404) return 'unknown';
  if (!response.ok || !response.body) throw new Error(`the node answered ${response.status}`);
  onFeed({ state: 'live' });

  let batch: TrainEvent[] = [];
  let flushing: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(flushing);
    flushing = undefined;
    if (batch.length > 0) onEvents(batch);
    batch = [];
  };
  try {
    for await (const { data } of readEventStream(response.body)) {
      const event = parsed(data);
      if (!event) continue;
      saw(event.seq);
      batch.push(event);
      if (isLast(event)) return 'ended';
      // A history of thousands of events comes in one go: hand it over in one piece.
      flushing ??= setTimeout(flush, 0);
    }
  } finally {
    flush();
  }
  return undefined;
}

/** A node is a stranger: what is no event is left out. */
function parsed(data: string): TrainEvent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return undefined;
  }
  const result = trainEventSchema.safeParse(value);
  return result.success ? result.data : undefined;
}

function isLast(event: TrainEvent): boolean {
  return event.type === 'finished';
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
