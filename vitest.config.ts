import { defineConfig } from 'vitest/config';

// A time-out is there for a test that hangs, never a judge of speed: each is many times what a busy machine needs.
const PATIENT = { testTimeout: 120_000, hookTimeout: 240_000, expect: { poll: { timeout: 60_000 } } };

const unit = (name: string, root: string) => ({
  test: { name, root, include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'], ...PATIENT },
});

export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      unit('sdk', './sdk'),
      unit('trainer', './trainer'),
      unit('compute-node', './compute-node'),
      unit('dapp', './dapp'),
      { test: { name: 'scripts', root: './scripts', include: ['**/*.test.ts'], ...PATIENT } },
      {
        test: {
          name: 'contracts',
          root: './test/contracts',
          include: ['**/*.test.ts'],
          // Each file starts from a snapshot, so all of a worker's files share one chain, and its loading.
          isolate: false,
          ...PATIENT,
        },
      },
      {
        test: {
          name: 'integration',
          root: './test/integration',
          include: ['**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          expect: PATIENT.expect,
          fileParallelism: false,
        },
      },
    ],
  },
});
