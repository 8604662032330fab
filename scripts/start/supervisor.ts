import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceError } from '../services/service-error.ts';

/** A service that runs: how to end it, and word of its own end. */
export type RunningService = {
  /** Resolves when it ends: with an error unless it was asked to. */
  readonly ended: Promise<ServiceError | undefined>;
  stop(): Promise<void>;
};

/** A service that ends by itself more often than this within {@link RESTART_WINDOW_MS} is given up. */
const RESTARTS = 3;
const RESTART_WINDOW_MS = 60_000;
const RESTART_PAUSE_MS = 250;

export type SupervisorOptions = {
  /** Told of every restart, before it happens. */
  onRestart: (name: string, error: ServiceError) => void;
  /** Told when a service cannot be kept running. */
  onGivenUp: (name: string, error: unknown) => void;
};

/** Keeps services running: starts them again when they end by themselves, and stops them in reverse order. */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #running = new Map<string, RunningService>();
  #stopping = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  /** Starts a service, resolving once it answers, and keeps it running from then on. */
  async keep<T extends RunningService>(name: string, start: () => Promise<T>): Promise<T> {
    const service = await start();
    this.#running.set(name, service);
    void this.#watch(name, service, start);
    return service;
  }

  /** Stops every service, the last one started first. Safe to call again. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const services = [...this.#running.values()].toReversed();
    this.#running.clear();
    for (const service of services) await service.stop();
  }

  async #watch(name: string, first: RunningService, start: () => Promise<RunningService>): Promise<void> {
    const endsMs: number[] = [];
    for (let service = first; ;) {
      const error = await service.ended;
      if (this.#stopping || !error) return;
      endsMs.push(performance.now());
      if (endsMs.filter((ms) => performance.now() - ms < RESTART_WINDOW_MS).length > RESTARTS) {
        return this.#options.onGivenUp(name, error);
      }
      this.#options.onRestart(name, error);
      await sleep(RESTART_PAUSE_MS);
      if (this.#stopping) return;
      try {
        service = await start();
      } catch (cause) {
        return this.#options.onGivenUp(name, cause);
      }
      // A stop may have come while it started: it is not in anybody's list yet.
      if (this.#stopping) return service.stop();
      this.#running.set(name, service);
    }
  }
}
