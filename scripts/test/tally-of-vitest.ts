import type { Tally } from './tally.ts';

/** The part of vitest's JSON report that counts. */
export type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: readonly { status: string; assertionResults: readonly { status: string }[] }[];
};

/**
 * Counts a vitest run. A file that failed outside its tests (it could not be loaded, a hook broke) counts as one
 * failure, and so does a run that failed without naming anything: what did not run has not passed.
 */
export function tallyOfVitest(exitCode: number, report: VitestReport | undefined): Tally {
  if (!report) return { passed: 0, failed: 1 };
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return { passed: report.numPassedTests, failed: exitCode !== 0 && failed === 0 ? 1 : failed };
}
