import { createServer } from 'node:http';
import type { Logger } from 'pino';
import { listen } from '../../http/listen.ts';
import type { Listening } from '../../http/listen.ts';
import { openEmbeddedStore } from '../embedded-store.ts';
import { gatewayApp } from './gateway-app.ts';

/** What a gateway needs. */
export type GatewayOptions = {
  /** Folder of the content store; made when absent. */
  dir: string;
  /** 0 = any free port. */
  port: number;
  host: string;
  signal: AbortSignal;
  logger: Logger;
  /** Largest upload in bytes; default 4 GiB. */
  maxUploadBytes?: number;
  /** Origins of pages that may upload, besides pages of this machine. */
  origins?: readonly string[];
  /** Printed at `/api/v0/version`. */
  version?: string;
};

const UPLOAD_TIMEOUT_MS = 60 * 60 * 1000;

/**
 * Opens the content store in `dir` and serves it until `signal` aborts.
 *
 * @throws PortUnavailableError when the port is taken.
 */
export async function startGateway(options: GatewayOptions): Promise<Listening> {
  const store = await openEmbeddedStore(options.dir);
  const app = gatewayApp({
    store,
    logger: options.logger,
    version: options.version ?? '0.1.0',
    maxUploadBytes: options.maxUploadBytes ?? 4 * 1024 ** 3,
    writers: { listed: options.origins ?? [], local: true },
  });
  const server = createServer({ requestTimeout: UPLOAD_TIMEOUT_MS, keepAliveTimeout: 5_000 }, app);
  return listen(server, options);
}
