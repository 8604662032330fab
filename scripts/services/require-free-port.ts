import { createServer } from 'node:net';
import { ServiceError } from './service-error.ts';

/**
 * Makes sure that nobody listens on a port of the loopback interface.
 *
 * @param setting The environment variable that moves the service, named in the error.
 * @throws ServiceError `port-busy`.
 */
export async function requireFreePort(service: string, port: number, setting: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const server = createServer();
  server.once('error', (cause: NodeJS.ErrnoException) => {
    const busy = cause.code === 'EADDRINUSE' || cause.code === 'EACCES';
    reject(busy ? new ServiceError(service, { code: 'port-busy', port, setting }, { cause }) : cause);
  });
  server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve()));
  return promise;
}
