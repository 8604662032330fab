import { describe, expect, it } from 'vitest';
import { ServiceError } from '../services/service-error.ts';
import { Supervisor, type RunningService } from './supervisor.ts';

const FAILED = new ServiceError('part', {
  code: 'exited',
  exitCode: 1,
  exitSignal: null,
  logFile: 'part.log',
  lastLines: '',
});

/** TEST DOUBLE of a service: a promise of its end that the test keeps. */
function serviceDouble(onStop: () => void = () => {}): RunningService & { fail: () => void } {
  const ended = Promise.withResolvers<ServiceError | undefined>();
  return {
    ended: ended.promise,
    fail: () => ended.resolve(FAILED),
    async stop() {
      onStop();
      ended.resolve(undefined);
    },
  };
}

function supervise() {
  const restarts: string[] = [];
  const givenUp: string[] = [];
  const supervisor = new Supervisor({
    onRestart: (name) => restarts.push(name),
    onGivenUp: (name) => givenUp.push(name),
  });
  return { supervisor, restarts, givenUp };
}

describe('the supervisor', () => {
  it('stops services in the reverse order of their start', async () => {
    const { supervisor } = supervise();
    const stopped: string[] = [];
    for (const name of ['chain', 'index', 'node']) {
      await supervisor.keep(name, async () => serviceDouble(() => stopped.push(name)));
    }
    await supervisor.stop();
    expect(stopped).toEqual(['node', 'index', 'chain']);
  });

  it('starts a service again that ended by itself, and says so', async () => {
    const { supervisor, restarts } = supervise();
    const services: ReturnType<typeof serviceDouble>[] = [];
    await supervisor.keep('node', async () => {
      services.push(serviceDouble());
      return services.at(-1)!;
    });
    services[0]!.fail();
    await expect.poll(() => services.length).toBe(2);
    expect(restarts).toEqual(['node']);
    await supervisor.stop();
    expect(restarts).toEqual(['node']);
  });

  it('gives up a service that keeps ending', async () => {
    const { supervisor, restarts, givenUp } = supervise();
    await supervisor.keep('node', async () => {
      const service = serviceDouble();
      service.fail();
      return service;
    });
    await expect.poll(() => givenUp).toEqual(['node']);
    expect(restarts).toHaveLength(3);
    await supervisor.stop();
  });

  it('gives up a service that cannot be started again', async () => {
    const { supervisor, givenUp } = supervise();
    const first = serviceDouble();
    let starts = 0;
    await supervisor.keep('node', async () => {
      starts += 1;
      if (starts > 1) throw FAILED;
      return first;
    });
    first.fail();
    await expect.poll(() => givenUp).toEqual(['node']);
    await supervisor.stop();
  });

  it('ends a start that is under way when it is stopped', async () => {
    const { supervisor } = supervise();
    const starting = supervisor.keep(
      'index',
      (signal) =>
        new Promise<RunningService>((_, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason as Error)),
        ),
    );
    await Promise.all([expect(starting).rejects.toThrow('stopping'), supervisor.stop()]);
  });
});
