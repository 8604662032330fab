import { ThreadsPoolWorker } from 'vitest/node';
import type { PoolOptions, PoolRunnerInitializer, PoolWorker } from 'vitest/node';

/**
 * A pool of one worker that outlives a run, so that Hardhat and viem are loaded once and not for every mutant. Our own
 * modules are evaluated anew for each test file, as in any isolated run.
 *
 * @returns the pool, and what ends its worker
 */
export function lastingPool(): { pool: PoolRunnerInitializer; end: () => Promise<void> } {
  let kept: LastingWorker | undefined;
  return {
    pool: {
      name: 'lasting',
      createPoolWorker: (options: PoolOptions): PoolWorker => (kept ??= new LastingWorker(options)),
    },
    end: async () => {
      await kept?.end();
      kept = undefined;
    },
  };
}

type Listener = (argument: unknown) => void;
type Request = Parameters<ThreadsPoolWorker['send']>[0];

/** Hears `start` once and `stop` never: to every later run it answers in the thread's stead. */
class LastingWorker extends ThreadsPoolWorker {
  #running = false;
  #greeted = false;
  readonly #listeners: [string, Listener][] = [];

  override async start(): Promise<void> {
    if (!this.#running) await super.start();
    this.#running = true;
  }

  override send(message: Request): void {
    const type = 'type' in message ? message.type : undefined;
    if (type === 'stop') return this.#answer('stopped');
    if (type === 'start' && this.#greeted) return this.#answer('started');
    if (type === 'start') this.#greeted = true;
    super.send(message);
  }

  override on(event: string, callback: Listener): void {
    this.#listeners.push([event, callback]);
    super.on(event, callback);
  }

  override async stop(): Promise<void> {
    for (const [event, callback] of this.#listeners.splice(0)) super.off(event, callback);
  }

  async end(): Promise<void> {
    if (this.#running) await super.stop();
    this.#running = false;
  }

  #answer(type: 'started' | 'stopped'): void {
    const hearing = this.#listeners.filter(([event]) => event === 'message').map(([, callback]) => callback);
    queueMicrotask(() => {
      for (const callback of hearing) callback({ type, __vitest_worker_response__: true });
    });
  }
}
