import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that systems give to outgoing connections and to whoever listens on port 0. */
const [FIRST, LAST] = [20_000, 32_000];
const TRIES = 100;

/**
 * A port of the loopback interface that nobody listens on. It is drawn at random from a range that the system itself
 * gives to nobody, so that it is still free when it is used, and when a service returns to it after a restart.
 *
 * @throws the error of the last port tried, when all are busy
 */
export async function freePort(): Promise<number> {
  for (let triesLeft = TRIES; ; triesLeft -= 1) {
    const port = randomInt(FIRST, LAST);
    const problem = await problemListeningOn(port);
    if (!problem) return port;
    if (triesLeft === 0) throw problem;
  }
}

async function problemListeningOn(port: number): Promise<Error | undefined> {
  const { promise, resolve } = Promise.withResolvers<Error | undefined>();
  const server = createServer();
  server.once('error', resolve);
  server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(undefined)));
  return promise;
}
