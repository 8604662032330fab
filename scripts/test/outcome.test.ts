import { describe, expect, it } from 'vitest';
import { outcomeOfHardhat } from './outcome-of-hardhat.ts';
import { outcomeOfVitest } from './outcome-of-vitest.ts';

const FAILURE = { name: 'sdk src/sum.test.ts > adds', error: 'AssertionError: 1 is not 2' };

describe('the outcome of a vitest run', () => {
  it('is what its reporter counted', () => {
    const reported = { passed: 3, failures: [FAILURE] };
    expect(outcomeOfVitest(1, reported, 'printed')).toEqual(reported);
  });

  it('is a failure with its last lines when the run died before its report', () => {
    expect(outcomeOfVitest(137, undefined, 'one\ntwo\n')).toEqual({
      passed: 0,
      failures: [{ name: 'the run itself (exit code 137)', error: 'one\ntwo' }],
    });
  });

  it('is a failure when the exit code alone says so, or nothing ran', () => {
    expect(outcomeOfVitest(1, { passed: 3, failures: [] }, 'coverage fell').failures).toEqual([
      { name: 'the run itself (exit code 1)', error: 'coverage fell' },
    ]);
    expect(outcomeOfVitest(0, { passed: 0, failures: [] }, 'no test files').failures).toHaveLength(1);
  });
});

const HARDHAT_OUTPUT = `
Running Solidity tests

  test/contracts/Bad.t.sol:BadTest
    ✔ test_Ok()
    1) testFuzz_Fails(uint8)
    2) setUp()


  1 passing
  2 failing

  1) BadTest#testFuzz_Fails(uint8)
    Error: x is big
      at BadTest.<unknown> (test/contracts/Bad.t.sol:4)

    Counterexample:
      args: 83

  2) OtherTest#setUp()
    Error: no set-up
`;

describe('the outcome of a Hardhat run', () => {
  it('names each failure with its contract and what it said', () => {
    expect(outcomeOfHardhat(1, HARDHAT_OUTPUT)).toEqual({
      passed: 1,
      failures: [
        {
          name: 'BadTest#testFuzz_Fails(uint8)',
          error:
            'Error: x is big\n  at BadTest.<unknown> (test/contracts/Bad.t.sol:4)\n\nCounterexample:\n  args: 83',
        },
        { name: 'OtherTest#setUp()', error: 'Error: no set-up' },
      ],
    });
  });

  it('has no failure when all passed', () => {
    expect(outcomeOfHardhat(0, '  12 passing\n')).toEqual({ passed: 12, failures: [] });
  });

  it('counts a failure that it cannot name', () => {
    expect(outcomeOfHardhat(1, '  12 passing\n  2 failing\n').failures).toHaveLength(2);
  });

  it('is a failure when nothing ran or the exit code alone says so', () => {
    expect(outcomeOfHardhat(1, "HHE123: can't compile").failures).toEqual([
      { name: 'the run itself (exit code 1)', error: "HHE123: can't compile" },
    ]);
    expect(outcomeOfHardhat(0, '').failures).toHaveLength(1);
    expect(outcomeOfHardhat(1, '  3 passing\n')).toMatchObject({ passed: 3, failures: [{}] });
  });
});
