import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * TEST DOUBLE of a content store, for what a real one does not do on demand: lie, cut short, refuse, never end.
 * It keeps what is put and hands out whatever it is told to.
 */
export type ContentStoreDouble = {
  readonly contentUrl: string;
  /** What is kept, by CID. A test may replace bytes with others. */
  readonly kept: Map<string, Uint8Array>;
  /** When set, answers every request instead. */
  answer?: (request: IncomingMessage, response: ServerResponse) => void;
  stop(): Promise<void>;
};

/** Starts it on a free port. */
export async function contentStoreDouble(): Promise<ContentStoreDouble> {
  const kept = new Map<string, Uint8Array>();
  const server = createServer((request, response) => {
    if (double.answer) return double.answer(request, response);
    const cid = new URL(request.url!, 'http://localhost').pathname.split('/').at(-1)!;
    if (request.method === 'PUT') return void keep(request, response, cid);
    const bytes = kept.get(cid);
    response.writeHead(bytes ? 200 : 404).end(bytes);
  });
  const keep = async (request: IncomingMessage, response: ServerResponse, cid: string) => {
    kept.set(cid, new Uint8Array(await new Response(request as never).arrayBuffer()));
    response.writeHead(201).end();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const double: ContentStoreDouble = {
    contentUrl: `http://127.0.0.1:${port}`,
    kept,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return double;
}
