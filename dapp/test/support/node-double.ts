import type { NodeInfo, NodeJob, ServedModelList } from '@cultivar/sdk';
import type { TrainEvent } from '@cultivar/sdk/spec';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the double of a node answers from; a test may change it. */
export type NodeState = {
  info: NodeInfo;
  jobs: NodeJob[];
  events: Map<string, TrainEvent[]>;
  models: ServedModelList['data'];
  /** Pieces of every answer. */
  answer: string[];
  /** Whether an answer stays open behind its pieces until the reader leaves. */
  holdsAnswers: boolean;
};

/** A running double of a compute node. */
export type NodeDouble = { url: string; state: NodeState; close: () => Promise<void> };

/**
 * TEST DOUBLE of a compute node: answers its HTTP interface from memory. It trains nothing and runs no model; it
 * stands where pages are tested without one.
 */
export async function startNodeDouble(state: NodeState): Promise<NodeDouble> {
  const open = new Set<ServerResponse>();
  const server = createServer(async (request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', '*');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    const json = (value: unknown) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const run = /^\/jobs\/([^/]+)(\/events)?$/.exec(pathname);
    if (pathname === '/node') return json(state.info);
    if (pathname === '/health') return json(HEALTH);
    if (pathname === '/jobs') return json({ jobs: state.jobs });
    if (pathname === '/v1/models') return json({ object: 'list', data: state.models });
    if (pathname === '/v1/chat/completions') return chat(response, state);
    const events = run && state.events.get(decodeURIComponent(run[1]!));
    if (run?.[2] && events) {
      if (request.headers.accept === 'application/json') return json(events);
      open.add(response);
      return replay(response, events, Number(request.headers['last-event-id'] ?? 0));
    }
    const job = run && state.jobs.find(({ id }) => id === decodeURIComponent(run[1]!));
    if (job) return json(job);
    const problem = {
      type: 'urn:cultivar:error:not-found',
      title: 'Not found',
      status: 404,
      detail: 'no such thing',
    };
    response.writeHead(404, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    close: () =>
      new Promise((resolve) => {
        for (const response of open) response.destroy();
        server.close(() => resolve());
      }),
  };
}

const OK = { ok: true, detail: '' };
const HEALTH = {
  ok: true,
  version: '0.1.0',
  uptimeMs: 60_000,
  checks: { chain: OK, journal: OK, content: OK, trainer: OK },
};

/** Says the history and, while the run is not over, keeps the wire open. */
function replay(response: ServerResponse, events: readonly TrainEvent[], after: number): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const event of events) {
    if (event.seq > after) response.write(`id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`);
  }
  if (events.at(-1)?.type === 'finished') response.end();
}

function chat(response: ServerResponse, { answer: pieces, holdsAnswers }: NodeState): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const base = { id: 'double', object: 'chat.completion.chunk', created: 1, model: '41337:1' };
  const say = (value: object) => response.write(`data: ${JSON.stringify({ ...base, ...value })}\n\n`);
  for (const content of pieces) say({ choices: [{ index: 0, delta: { content }, finish_reason: null }] });
  if (holdsAnswers) return;
  const counted = { prompt_tokens: 21, completion_tokens: pieces.length, total_tokens: 21 + pieces.length };
  say({ choices: [], usage: { ...counted, tokens_per_second: 31.4 } });
  response.end('data: [DONE]\n\n');
}
