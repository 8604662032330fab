import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceError } from '../services/service-error.ts';

/** A service that runs: how to end it, and word of its own end. */
export type RunningService = {
  /** Resolves when it ends: with an error unless it was asked to. */
  readonly ended: Promise<ServiceError | undefined>;
  stop(): Promise<void>;
};

/** Starts a service, resolving once it answers. Aborting the signal ends the attempt, and the service. */
export type StartService<T extends RunningService> = (signal: AbortSignal) => Promise<T>;

export type SupervisorOptions = {
  /** Told of every restart, before it happens. */
  onRestart: (name: string, error: ServiceError) => void;
  /** Told when a service cannot be kept running. */
  onGivenUp: (name: string, error: unknown) => void;
};

/** A service that ends by itself more often than this within {@link RESTART_WINDOW_MS} is given up. */
const RESTARTS = 3;
const RESTART_WINDOW_MS = 60_000;
const RESTART_PAUSE_MS = 250;

/** Keeps services running: starts them again when they end by themselves, and stops them in reverse order. */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #running = new Map<string, RunningService>();
  readonly #attempts = new Set<AbortController>();
  #stopped = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  /**
   * Starts a service and keeps it running from then on.
   *
   * @throws what `start` throws; the reason of the stop when stopped meanwhile.
   */
  async keep<T extends RunningService>(name: string, start: StartService<T>): Promise<T> {
    const service = await this.#attempt(name, start);
    void this.#watch(name, service, start);
    return service;
  }

  /** Ends what is being started, then stops every service, the last one started first. Safe to call again. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const attempt of this.#attempts) attempt.abort(new Error('stopping'));
    const services = [...this.#running.values()].toReversed();
    this.#running.clear();
    for (const service of services) await service.stop();
  }

  async #attempt<T extends RunningService>(name: string, start: StartService<T>): Promise<T> {
    const attempt = new AbortController();
    if (this.#stopped) attempt.abort(new Error('stopping'));
    this.#attempts.add(attempt);
    try {
      const service = await start(attempt.signal);
      attempt.signal.throwIfAborted();
      this.#running.set(name, service);
      return service;
    } finally {
      this.#attempts.delete(attempt);
    }
  }

  async #watch(name: string, first: RunningService, start: StartService<RunningService>): Promise<void> {
    const endsMs: number[] = [];
    for (let service = first; ;) {
      const error = await service.ended;
      if (this.#stopped || !error) return;
      endsMs.push(performance.now());
      if (endsMs.filter((ms) => performance.now() - ms < RESTART_WINDOW_MS).length > RESTARTS) {
        return this.#options.onGivenUp(name, error);
      }
      this.#options.onRestart(name, error);
      await sleep(RESTART_PAUSE_MS);
      try {
        service = await this.#attempt(name, start);
      } catch (cause) {
        if (!this.#stopped) this.#options.onGivenUp(name, cause);
        return;
      }
    }
  }
}
