import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import hardhatToolboxViem from '@nomicfoundation/hardhat-toolbox-viem';
import { defineConfig } from 'hardhat/config';

const require = createRequire(import.meta.url);

/** The compiler is a pinned package, so that a build needs no download. */
const soljson = join(dirname(require.resolve('solc/package.json')), 'soljson.js');

const compiler = (runs: number) => ({
  version: '0.8.37',
  path: soljson,
  settings: { evmVersion: 'cancun', viaIR: true, optimizer: { enabled: true, runs } },
});

/** The same compiler without its optimizer: for tests, which would compile for minutes and run for seconds. */
export const QUICK_COMPILER = {
  version: '0.8.37',
  path: soljson,
  settings: { evmVersion: 'cancun', optimizer: { enabled: false } },
};

/** Set by `npm run test:deep contracts`. */
const isDeep = process.env.CULTIVAR_DEEP === '1';
const seed =
  process.env.CULTIVAR_SEED && `0x${BigInt(process.env.CULTIVAR_SEED).toString(16).padStart(64, '0')}`;

/** How long the tests written in Solidity play, and which files they may touch: what was built, and their notes. */
export const PLAY = {
  fsPermissions: {
    readDirectory: ['artifacts'],
    dangerouslyReadWriteDirectory: ['.cache/solidity-tests/reached'],
  },
  fuzz: { runs: isDeep ? 10_000 : 256, ...(seed ? { seed } : {}) },
  invariant: { runs: isDeep ? 1_000 : 64, depth: isDeep ? 200 : 64, failOnRevert: true },
};

export default defineConfig({
  plugins: [hardhatToolboxViem],
  paths: { sources: './contracts', tests: { solidity: './test/contracts' } },
  solidity: {
    npmFilesToBuild: ['@openzeppelin/contracts/access/manager/AccessManager.sol'],
    compilers: [compiler(20_000)],
    // The two largest: at more runs they would not fit the 24,576 bytes that a chain takes.
    overrides: { 'contracts/Disputes.sol': compiler(200), 'contracts/JobEscrow.sol': compiler(1_000) },
  },
  test: { solidity: PLAY },
});
