import { expect, it } from 'vitest';
import { onFreePorts } from './on-free-ports.ts';
import { ServiceError } from './service-error.ts';

const ended = (lastLines: string) =>
  new ServiceError('graph-node', {
    ...{ code: 'exited', exitCode: null, exitSignal: 'SIGABRT', logFile: 'graph-node.log' },
    lastLines,
  });
const taken = ended('Failed to start metrics server: Address already in use (os error 98)\naborting!');

/** Fails with these errors in turn, then starts. */
function startingAfter(...errors: Error[]) {
  const left = [...errors];
  return async () => {
    const error = left.shift();
    if (error) throw error;
    return errors.length;
  };
}

it('starts again where a port was taken meanwhile', async () => {
  expect(await onFreePorts(startingAfter(taken, taken))).toBe(2);
});

it('gives up at the third time', async () => {
  await expect(onFreePorts(startingAfter(taken, taken, taken))).rejects.toBe(taken);
});

it('does not start again what ended for another reason', async () => {
  const other = ended('Failed to connect to Postgres');
  await expect(onFreePorts(startingAfter(other))).rejects.toBe(other);
  const busy = new ServiceError('graph-node', { code: 'port-busy', port: 1, setting: 'CULTIVAR_INDEX_PORT' });
  await expect(onFreePorts(startingAfter(busy))).rejects.toBe(busy);
});
