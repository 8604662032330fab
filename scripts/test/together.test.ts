import { expect, it } from 'vitest';
import type { Outcome } from './outcome.ts';
import type { Stage } from './stage.ts';
import { together } from './together.ts';

const context = { root: '/project', scratch: '/scratch', env: {} };

it('runs stages at the same time, and counts them together', async () => {
  const meeting = Promise.withResolvers<void>();
  const first: Stage = {
    name: 'first',
    run: async () => {
      await meeting.promise;
      return { passed: 2, failures: [{ name: 'slow', error: 'no' }] };
    },
  };
  const second: Stage = {
    name: 'second',
    run: async (): Promise<Outcome> => {
      meeting.resolve();
      return { passed: 3, failures: [{ name: 'quick', error: 'no' }] };
    },
  };
  const { passed, failures } = await together('both', [first, second]).run(context);
  expect(passed).toBe(5);
  expect(failures.map(({ name }) => name)).toEqual(['slow', 'quick']);
});

it('fails when one of them cannot be run', async () => {
  const fine: Stage = { name: 'fine', run: async () => ({ passed: 1, failures: [] }) };
  const broken: Stage = { name: 'broken', run: () => Promise.reject(new Error('no disk')) };
  await expect(together('both', [fine, broken]).run(context)).rejects.toThrow('no disk');
});
