import { join } from 'node:path';
import hardhatToolboxViem from '@nomicfoundation/hardhat-toolbox-viem';
import { defineConfig } from 'hardhat/config';
import { PLAY, QUICK_COMPILER } from '../../hardhat.config.ts';

const root = join(import.meta.dirname, '../..');

/**
 * The contract tests written in Solidity: compiled quickly, into artifacts of their own, so that nobody deploys these. Those
 * that play with the whole protocol create it from the artifacts of the build.
 */
export default defineConfig({
  plugins: [hardhatToolboxViem],
  paths: {
    sources: join(root, 'contracts/libraries'),
    tests: { solidity: join(root, 'test/contracts') },
    artifacts: join(root, '.cache/solidity-tests/artifacts'),
    cache: join(root, '.cache/solidity-tests/cache'),
  },
  solidity: { compilers: [QUICK_COMPILER] },
  test: { solidity: PLAY },
});
