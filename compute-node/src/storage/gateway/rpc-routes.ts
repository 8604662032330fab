import { Router } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ProblemError } from '../../http/problem-error.ts';
import type { EmbeddedStore } from '../embedded-store.ts';
import { parseCid } from '../parse-cid.ts';

/** The three Kubo endpoints an index node reads IPFS through, under `/api/v0`. */
export function rpcRoutes(store: EmbeddedStore, version: string): Router {
  const router = Router();
  router.post('/version', (_request, response) => {
    response.json({ Version: version, Commit: '', Repo: '16', System: 'cultivar' });
  });
  router.post('/cat', async (request, response) => {
    const cid = argument(request.query['arg']);
    const size = await store.size(cid);
    response.set({ 'content-type': 'application/octet-stream', 'x-content-length': String(size) });
    await pipeline(Readable.from(store.get(cid), { objectMode: false }), response);
  });
  router.post('/block/get', async (request, response) => {
    const bytes = await store.block(parseCid(argument(request.query['arg'])));
    response.set('content-type', 'application/octet-stream').end(bytes);
  });
  return router;
}

function argument(arg: unknown): string {
  if (typeof arg !== 'string' || arg === '')
    throw new ProblemError(400, 'argument-missing', 'Bad request', '"arg" must name a CID.');
  return arg.replace(/^\/ipfs\//, '');
}
