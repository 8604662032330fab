import type { Request, Response } from 'express';
import type { TrainEvent } from '@cultivar/sdk/spec';
import type { ApiContext } from './api-context.ts';

const HEARTBEAT_MS = 15_000;

/**
 * Streams a run's history, then what comes, as server-sent events: `id` is the event's `seq`, so a reader that
 * comes back with `Last-Event-ID` misses nothing and hears nothing twice.
 */
export function streamEvents(
  { journal, hub, signal }: ApiContext,
  jobId: bigint,
  request: Request,
  response: Response,
): void {
  let last = lastSeen(request);
  response.status(200).set({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    // Proxies that buffer would hold the stream back.
    'x-accel-buffering': 'no',
  });
  response.write('retry: 1000\n\n');

  const send = (event: TrainEvent): void => {
    if (event.seq <= last) return;
    last = event.seq;
    response.write(`id: ${event.seq}\nevent: train\ndata: ${JSON.stringify(event)}\n\n`);
  };
  // Listening begins before the history is read, and both run in one turn of the loop: no event falls between.
  const unsubscribe = hub.subscribe(jobId, send);
  for (const event of journal.events.read(jobId, last)) send(event);

  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  const stop = (): void => {
    clearInterval(heartbeat);
    unsubscribe();
    signal.removeEventListener('abort', stop);
    response.end();
  };
  signal.addEventListener('abort', stop, { once: true });
  response.once('close', stop);
}

function lastSeen(request: Request): number {
  const given = Number(request.get('last-event-id') ?? request.query['lastEventId'] ?? 0);
  return Number.isSafeInteger(given) && given > 0 ? given : 0;
}
