import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageBin } from '../../products/package-bin.ts';
import { runTool } from '../../test/run-tool.ts';
import { PLAN_VARIABLE } from './inside/plan.ts';
import type { Plan } from './inside/plan.ts';

/** The tests failed without a mutant, or could not be played. */
export class StretchError extends Error {
  override readonly name = 'StretchError';

  constructor(code: number) {
    super(`the tests' process ended with ${code}, see above`);
  }
}

/** A chain that takes contracts of any size, and mutants that loop: a call ends where a block does. */
const CONFIG = `import base from './hardhat.base.ts';
const chain = { type: 'edr-simulated', allowUnlimitedContractSize: true };
const gas = { blockGasLimit: 150_000_000n, transactionGasCap: 55_000_000n };
export default { ...base, networks: { default: { ...chain, ...gas } } };
`;
const VITEST_CONFIG = `const inside = 'scripts/evidence/mutation/inside';
export default {
  test: {
    include: [inside + '/all-tests.ts'],
    runner: './' + inside + '/runner.ts',
    isolate: false,
    maxWorkers: 1,
    // A mutant leaves calls behind that nobody waits for.
    dangerouslyIgnoreUnhandledErrors: true,
    disableConsoleIntercept: true,
    passWithNoTests: true,
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
};
`;
/** Makes a copy with built schemas ready for stretches. */
export async function prepareStretches(copy: string): Promise<void> {
  await writeFile(join(copy, 'hardhat.config.ts'), CONFIG);
  await writeFile(join(copy, 'vitest.config.ts'), VITEST_CONFIG);
}

/** Tries mutants in a process of their own, until all are tried, time is up or a test does not end. */
export async function playStretch(root: string, copy: string, plan: Plan): Promise<void> {
  const file = join(copy, 'plan.json');
  await writeFile(file, JSON.stringify(plan));
  const { code } = await runTool([packageBin(root, 'vitest'), 'run'], {
    root: copy,
    // A failing play of the model is a kill: nobody reads its shortest form.
    env: { [PLAN_VARIABLE]: file, CULTIVAR_MODEL_COMMANDS: '100', CULTIVAR_MODEL_SHRINK: '0' },
  });
  if (code !== 0) throw new StretchError(code);
}
