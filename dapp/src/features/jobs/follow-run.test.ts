import type { TrainEvent } from '@cultivar/sdk/spec';
import { describe, expect, it } from 'vitest';
import { followRun } from './follow-run.ts';
import type { RunFeed } from './follow-run.ts';

const warning = (seq: number): TrainEvent => ({
  seq,
  timeMs: seq,
  type: 'warning',
  code: 'c',
  message: `m${seq}`,
});
const finished = (seq: number): TrainEvent => ({
  seq,
  timeMs: seq,
  type: 'finished',
  steps: 1,
  seconds: 1,
  tokensPerSecond: 1,
  peakMemoryBytes: 1,
});
const line = (event: TrainEvent) => `id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`;

/** TEST DOUBLE: a node that answers each connection with the next of `bodies`. */
function node(bodies: (string | number)[]) {
  const resumedFrom: (string | null)[] = [];
  const fetch = async (_url: unknown, init?: RequestInit) => {
    resumedFrom.push(new Headers(init?.headers).get('last-event-id'));
    const body = bodies.shift();
    if (body === undefined) throw new Error('connection refused');
    return typeof body === 'number' ? new Response(null, { status: body }) : new Response(body);
  };
  return { fetch: fetch as typeof globalThis.fetch, resumedFrom };
}

async function follow(bodies: (string | number)[], stopAfterPauses = 9) {
  const { fetch, resumedFrom } = node(bodies);
  const events: TrainEvent[] = [];
  const feeds: RunFeed[] = [];
  const pauses: number[] = [];
  const stop = new AbortController();
  await followRun({
    url: 'http://node/jobs/1:1/events',
    lastSeq: 0,
    signal: stop.signal,
    fetch,
    onEvents: (batch) => events.push(...batch),
    onFeed: (feed) => feeds.push(feed),
    pause: async (ms) => {
      pauses.push(ms);
      if (pauses.length >= stopAfterPauses) stop.abort();
    },
  });
  return { events, feeds: feeds.map((feed) => feed.state), pauses, resumedFrom };
}

describe('followRun', () => {
  it('reads the history and ends with the run', async () => {
    const run = await follow([line(warning(1)) + line(finished(2))]);
    expect(run.events.map((event) => event.seq)).toEqual([1, 2]);
    expect(run.feeds).toEqual(['connecting', 'live', 'ended']);
  });

  it('goes on from the last event it saw after the wire broke', async () => {
    const run = await follow([line(warning(1)) + line(warning(2)), 503, line(finished(3))]);
    expect(run.resumedFrom).toEqual([null, '2', '2']);
    expect(run.feeds).toEqual(['connecting', 'live', 'broken', 'broken', 'live', 'ended']);
  });

  it('waits longer each time nobody answers', async () => {
    const run = await follow([], 7);
    expect(run.pauses).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
  });

  it('says that a node does not know the run', async () => {
    expect((await follow([404])).feeds).toEqual(['connecting', 'unknown']);
  });

  it('leaves out what is no event', async () => {
    const run = await follow(['data: {"type":"step"}\n\ndata: {\n\n' + line(finished(9))]);
    expect(run.events.map((event) => event.seq)).toEqual([9]);
  });
});
