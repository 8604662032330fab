import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule, TestSuite } from 'vitest/node';
import type { Failure, Outcome } from './outcome.ts';

/**
 * A vitest reporter that writes the run's outcome, as JSON, to the file that `CULTIVAR_TEST_OUTCOME` names. Unlike
 * vitest's own JSON report it knows the hooks that broke and the errors that no test caught.
 */
export default class OutcomeReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const outcome: Outcome = {
      passed: modules.reduce((sum, module) => sum + [...module.children.allTests('passed')].length, 0),
      failures: [
        ...modules.flatMap(failuresOf),
        ...unhandled.map((error) => ({ name: nameOfUnhandled(error), error: textOf([error]) })),
      ],
    };
    const path = process.env.CULTIVAR_TEST_OUTCOME;
    if (path === undefined) throw new Error('CULTIVAR_TEST_OUTCOME names no file to write the outcome to');
    writeFileSync(path, JSON.stringify(outcome));
  }
}

/** A file that could not be loaded, a suite whose hook broke and a test that failed count as one each. */
function failuresOf(module: TestModule): Failure[] {
  const file = `${module.project.name} ${module.relativeModuleId}`.trim();
  const brokenParts = [module, ...module.children.allSuites()].filter((part) => part.errors().length > 0);
  return [
    ...brokenParts.map((part) => ({ name: nameOfPart(file, part), error: textOf(part.errors()) })),
    ...Array.from(module.children.allTests('failed'), (test) => ({
      name: `${file} > ${test.fullName}`,
      error: textOf(test.result().errors ?? []),
    })),
  ];
}

function nameOfPart(file: string, part: TestModule | TestSuite): string {
  return part.type === 'module' ? file : `${file} > ${part.fullName}`;
}

function nameOfUnhandled({ VITEST_TEST_NAME: test }: SerializedError): string {
  return `an error that no test caught${typeof test === 'string' ? `, last test run: ${test}` : ''}`;
}

function textOf(errors: readonly SerializedError[]): string {
  return errors.map((error) => [headOf(error), ...framesOf(error), ...diffOf(error)].join('\n')).join('\n');
}

function headOf({ name, message }: SerializedError): string {
  return name === undefined ? message : `${name}: ${message}`;
}

/** Only frames of our own sources: those of the runner say nothing. */
function framesOf({ stack = '' }: SerializedError): string[] {
  return stack.split('\n').filter((line) => /^\s*at .*[/\\]/.test(line) && !/node_modules|node:/.test(line));
}

function diffOf({ diff }: SerializedError): string[] {
  return typeof diff === 'string' ? [diff] : [];
}
