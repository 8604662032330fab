/** What Hardhat is told to run the contract tests that are written in Solidity, by their own quick build. */
export const SOLIDITY_TESTS = ['--config', 'test/contracts/hardhat.config.ts', 'test', 'solidity'] as const;
