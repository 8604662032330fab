import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A port was taken or may not be used. */
export class PortUnavailableError extends Error {
  override readonly name = 'PortUnavailableError';
  readonly port: number;

  constructor(host: string, port: number, cause: NodeJS.ErrnoException) {
    const why =
      cause.code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used (${cause.code})`;
    super(`port ${port} on ${host} ${why}`, { cause });
    this.port = port;
  }
}

/** A server that listens. `closed` settles when it has stopped. */
export type Listening = { url: string; port: number; closed: Promise<void> };

/**
 * Starts a server and ties its life to a signal: on abort it takes no more connections, gives open ones
 * `graceMs` to finish, then cuts them.
 */
export async function listen(
  server: Server,
  at: { host: string; port: number; signal: AbortSignal; graceMs?: number },
): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    const fail = (error: Error): void => reject(new PortUnavailableError(at.host, at.port, error));
    server.once('error', fail);
    server.listen(at.port, at.host, () => {
      server.off('error', fail);
      resolve();
    });
  });
  const closed = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const stop = (): void => {
    server.close();
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), at.graceMs ?? 1_000).unref();
  };
  if (at.signal.aborted) stop();
  else at.signal.addEventListener('abort', stop, { once: true });
  const { port } = server.address() as AddressInfo;
  const host = at.host.includes(':') ? `[${at.host}]` : at.host;
  return { url: `http://${host}:${port}`, port, closed };
}
