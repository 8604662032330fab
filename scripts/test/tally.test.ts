import { describe, expect, it } from 'vitest';
import { tallyOfHardhat } from './solidity-stage.ts';
import { sumTallies } from './tally.ts';
import { tallyOfVitest } from './tally-of-vitest.ts';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});

describe('the tally of a vitest run', () => {
  it('is what the report counts', () => {
    const testResults = [file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed')];
    expect(tallyOfVitest(1, { numPassedTests: 3, numFailedTests: 1, testResults })).toEqual({
      passed: 3,
      failed: 1,
    });
  });

  it('counts a file that could not be loaded as a failure', () => {
    const testResults = [file('passed', 'passed'), file('failed')];
    expect(tallyOfVitest(1, { numPassedTests: 1, numFailedTests: 0, testResults })).toEqual({
      passed: 1,
      failed: 1,
    });
  });

  it('counts a run without a report, or with a bad exit alone, as a failure', () => {
    expect(tallyOfVitest(1, undefined)).toEqual({ passed: 0, failed: 1 });
    const testResults = [file('passed', 'passed')];
    expect(tallyOfVitest(1, { numPassedTests: 1, numFailedTests: 0, testResults }).failed).toBe(1);
  });
});

describe('the tally of a Hardhat run', () => {
  it('is read from its closing lines', () => {
    expect(tallyOfHardhat(0, '  12 passing\n')).toEqual({ passed: 12, failed: 0 });
    expect(tallyOfHardhat(1, '  12 passing\n  2 failing\n')).toEqual({ passed: 12, failed: 2 });
  });

  it('is a failure when nothing ran or the exit says so', () => {
    expect(tallyOfHardhat(0, '')).toEqual({ passed: 0, failed: 1 });
    expect(tallyOfHardhat(1, '3 passing')).toEqual({ passed: 3, failed: 1 });
  });
});

describe('the sum of tallies', () => {
  it('adds both counts', () => {
    expect(
      sumTallies([
        { passed: 2, failed: 0 },
        { passed: 3, failed: 1 },
      ]),
    ).toEqual({ passed: 5, failed: 1 });
  });
});
