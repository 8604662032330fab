import { TestRunner } from 'vitest';
import type { RunnerTestCase, RunnerTestSuite } from 'vitest';

/** A test that can be played any number of times. */
export type PlayedTest = {
  file: string;
  name: string;
  /** Throws what the test or one of its hooks throws. */
  play: () => Promise<void>;
};

/** Hooks around all tests of a suite would be played once, whatever is in force. */
export class WholeSuiteHookError extends Error {
  override readonly name = 'WholeSuiteHookError';

  constructor(suite: string) {
    super(`${suite} has a hook that runs once for all its tests`);
  }
}

/**
 * The tests below a suite that holds one suite for each test file.
 *
 * @throws WholeSuiteHookError
 */
export function playedTests(root: RunnerTestSuite): PlayedTest[] {
  return root.tasks.flatMap((file) => (file.type === 'suite' ? below(file, [file], file.name) : []));
}

function below(suite: RunnerTestSuite, path: readonly RunnerTestSuite[], file: string): PlayedTest[] {
  const { beforeAll, afterAll, aroundAll, aroundEach } = TestRunner.getSuiteHooks(suite);
  if (beforeAll.length + afterAll.length + aroundAll.length + aroundEach.length > 0) {
    throw new WholeSuiteHookError(path.map(({ name }) => name).join(' > '));
  }
  return suite.tasks.flatMap((task) =>
    task.type === 'suite' ? below(task, [...path, task], file) : [playedTest(task, path, file)],
  );
}

function playedTest(test: RunnerTestCase, path: readonly RunnerTestSuite[], file: string): PlayedTest {
  const hooks = path.map((suite) => ({ suite, ...TestRunner.getSuiteHooks(suite) }));
  return {
    file,
    name: [...path.slice(1), test].map(({ name }) => name).join(' > '),
    async play() {
      try {
        for (const { suite, beforeEach } of hooks) {
          for (const hook of beforeEach) await hook(test.context, suite);
        }
        await TestRunner.getTestFn(test)();
      } finally {
        for (const { suite, afterEach } of hooks.toReversed()) {
          for (const hook of afterEach) await hook(test.context, suite);
        }
      }
    },
  };
}
