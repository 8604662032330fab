/** Vitest's configuration in the copy. The gas snapshot is of another build. */
export const VITEST_CONFIG = `export default {
  test: {
    include: ['test/contracts/**/*.test.ts'],
    exclude: ['**/gas.test.ts'],
    globalSetup: ['./coverage-global-setup.ts'],
    setupFiles: ['./coverage-worker-setup.ts'],
    testTimeout: 300_000,
    hookTimeout: 600_000,
    maxWorkers: 2,
  },
};
`;

/** Builds the instrumented contracts, and has Hardhat report when all tests are done. */
export const GLOBAL_SETUP = `import hre from 'hardhat';
import { markTestRunDone, markTestRunStart } from 'hardhat/internal/coverage';

export default async function () {
  await hre.tasks.getTask('build').run({ noTests: true });
  await markTestRunStart('contracts');
  return () => markTestRunDone('contracts');
}
`;

/** Has Hardhat keep what a test file has reached. */
export const WORKER_SETUP = `import { markTestWorkerDone } from 'hardhat/internal/coverage';
import { afterAll } from 'vitest';

afterAll(() => markTestWorkerDone('contracts'));
`;
