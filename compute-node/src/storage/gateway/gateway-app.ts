import express from 'express';
import type { Express, Request, Response } from 'express';
import type { Logger } from 'pino';
import { allowOrigins } from '../../http/allow-origins.ts';
import type { WriteOrigins } from '../../http/allow-origins.ts';
import { notFound, sendProblem } from '../../http/send-problem.ts';
import { ContentTooLargeError } from '../content-too-large-error.ts';
import type { EmbeddedStore } from '../embedded-store.ts';
import { contentProblem } from './content-problem.ts';
import { readContent } from './read-routes.ts';
import { rpcRoutes } from './rpc-routes.ts';

/** What a gateway serves and takes. */
export type GatewayAppOptions = {
  store: EmbeddedStore;
  logger: Logger;
  version: string;
  /** Largest file that `PUT /content/:cid` takes, in bytes. */
  maxUploadBytes: number;
  writers: WriteOrigins;
};

/** The content store over HTTP: a trustless gateway, verified uploads, and what an index node asks of IPFS. */
export function gatewayApp(options: GatewayAppOptions): Express {
  const { store, logger } = options;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(allowOrigins(options.writers));
  app.get('/ipfs/:cid', (request, response) => readContent(store, request, response));
  app.put('/content/:cid', (request, response) => takeContent(options, request, response));
  app.get('/health', async (_request, response) => {
    response.json(await store.status());
  });
  app.use('/api/v0', rpcRoutes(store, options.version));
  app.use(notFound);
  app.use(sendProblem(logger, contentProblem));
  return app;
}

async function takeContent(options: GatewayAppOptions, request: Request, response: Response): Promise<void> {
  const { store, maxUploadBytes } = options;
  const cid = String(request.params['cid']);
  if (Number(request.get('content-length') ?? 0) > maxUploadBytes) {
    throw new ContentTooLargeError(cid, maxUploadBytes);
  }
  const stored = await store.putWithCid(cid, request, { maxBytes: maxUploadBytes });
  await store.pin(cid);
  response.status(201).location(`/ipfs/${stored.cid}`).json(stored);
}
