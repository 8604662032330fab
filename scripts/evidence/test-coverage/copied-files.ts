/**
 * Hardhat's configuration in the copy: code that is not optimized compiles sooner, and may be larger than a chain
 * allows; some of it is too deep for any way but through IR.
 */
export const HARDHAT_CONFIG = `import base, { QUICK_COMPILER } from './hardhat.base.ts';
const networks = { default: { type: 'edr-simulated', allowUnlimitedContractSize: true } };
const { npmFilesToBuild } = base.solidity;
const compiler = { ...QUICK_COMPILER, settings: { ...QUICK_COMPILER.settings, viaIR: true } };
export default { ...base, networks, solidity: { npmFilesToBuild, compilers: [compiler] } };
`;

/**
 * Vitest's configuration in the copy. Gas and sizes of code are those of another build; the model plays by chance, and
 * what it alone would reach is not to count.
 */
export const VITEST_CONFIG = `export default {
  test: {
    include: ['test/contracts/**/*.test.ts'],
    exclude: ['**/{gas,hub-limits,model}.test.ts'],
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
