import { join } from 'node:path';
import { createVitest } from 'vitest/node';
import type { TestModule } from 'vitest/node';
import { lastingPool } from './lasting-worker.ts';

/** The first test that did not pass. */
export type Failure = {
  /** The test file, from `test/contracts`. */
  file: string;
  test: string;
  message: string;
};

/** Runs contracts' tests again and again in one process, against whatever the copy's artifacts are at the time. */
export type TestBench = {
  /** Runs files in their order until one fails. @returns what failed first, or undefined. */
  run: (files: readonly string[]) => Promise<Failure | undefined>;
  close: () => Promise<void>;
};

const TEST_TIMEOUT_MS = 120_000;

/** @param copy what `makeCopy` made; becomes the working folder, where Hardhat looks for its configuration */
export async function openTestBench(copy: string): Promise<TestBench> {
  process.chdir(copy);
  const { pool, end } = lastingPool();
  const vitest = await createVitest('test', {
    root: copy,
    config: join(copy, 'vitest.config.ts'),
    include: ['test/contracts/**/*.test.ts'],
    pool,
    maxWorkers: 1,
    // Each file deploys anew: it may not meet the chain of the mutant before.
    isolate: true,
    watch: false,
    // Whoever runs a bench reports what it finds.
    reporters: [{}],
    silent: true,
    testTimeout: TEST_TIMEOUT_MS,
    hookTimeout: TEST_TIMEOUT_MS,
  });
  const project = vitest.getRootProject();
  return {
    async run(files) {
      for (const file of files) {
        const path = join(copy, 'test/contracts', file);
        const { testModules, unhandledErrors } = await vitest.runTestSpecifications([
          project.createSpecification(path),
        ]);
        // The state of earlier runs is there as well.
        const module = testModules.find(({ moduleId }) => moduleId === path);
        const failure = firstFailure(file, module) ?? brokenRun(file, unhandledErrors);
        if (failure) return failure;
      }
      return undefined;
    },
    async close() {
      await vitest.close();
      await end();
    },
  };
}

function firstFailure(file: string, module: TestModule | undefined): Failure | undefined {
  if (!module) return { file, test: '(nothing ran)', message: '' };
  for (const test of module.children.allTests('failed')) {
    return { file, test: test.fullName, message: test.result().errors?.[0]?.message ?? '' };
  }
  if (module.state() === 'passed') return undefined;
  const suites = [...module.children.allSuites()];
  const [error] = [...module.errors(), ...suites.flatMap((suite) => suite.errors())];
  return { file, test: '(outside of tests)', message: error?.message ?? module.state() };
}

function brokenRun(file: string, errors: readonly unknown[]): Failure | undefined {
  return errors.length > 0 ? { file, test: '(outside of tests)', message: String(errors[0]) } : undefined;
}
