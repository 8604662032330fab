import { join } from 'node:path';
import hardhatToolboxViem from '@nomicfoundation/hardhat-toolbox-viem';
import { defineConfig } from 'hardhat/config';
import protocol from '../../hardhat.config.ts';

const root = join(import.meta.dirname, '../..');
const [deployed] = protocol.solidity.compilers;

/**
 * The contract tests written in Solidity: the same compiler without its optimizer, which would take minutes for code
 * that is run a few thousand times, and artifacts of their own, so that nobody deploys these.
 */
export default defineConfig({
  plugins: [hardhatToolboxViem],
  paths: {
    sources: join(root, 'contracts'),
    tests: { solidity: join(root, 'test/contracts') },
    artifacts: join(root, '.cache/solidity-tests/artifacts'),
    cache: join(root, '.cache/solidity-tests/cache'),
  },
  solidity: {
    ...protocol.solidity,
    compilers: [{ ...deployed, settings: { ...deployed!.settings, optimizer: { enabled: false } } }],
    overrides: {},
  },
  test: protocol.test,
});
