const BASE = ['--config', 'test/contracts/hardhat.config.ts', 'test', 'solidity'] as const;

/**
 * What Hardhat is told to run the contract tests that are written in Solidity. Those that need no whole protocol are
 * quick; compiling the others takes two minutes of a core, so they stand in `npm run test:deep contracts`.
 */
export const SOLIDITY_TESTS = {
  quick: [...BASE, 'test/contracts/Libraries.t.sol', 'test/contracts/Disputes.t.sol'],
  all: BASE,
} as const;
