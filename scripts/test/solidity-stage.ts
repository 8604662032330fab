import { packageBin } from '../products/package-bin.ts';
import { outcomeOfHardhat } from './outcome-of-hardhat.ts';
import { runTool } from './run-tool.ts';
import { SOLIDITY_TESTS } from './solidity-tests.ts';
import type { Stage } from './stage.ts';

/** Contract tests written in Solidity: what holds of the libraries for any input. */
export const SOLIDITY_STAGE: Stage = {
  name: 'Solidity tests',
  run: async ({ root, env }) => {
    const { code, output } = await runTool([packageBin(root, 'hardhat'), ...SOLIDITY_TESTS.quick], {
      root,
      env,
    });
    return outcomeOfHardhat(code, output);
  },
};
