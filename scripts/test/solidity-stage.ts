import { packageBin } from '../products/package-bin.ts';
import { outcomeOfHardhat } from './outcome-of-hardhat.ts';
import { runTool } from './run-tool.ts';
import type { Stage } from './stage.ts';

/** Contract tests written in Solidity: unit, fuzz and invariants. */
export const SOLIDITY_STAGE: Stage = {
  name: 'Solidity tests',
  run: async ({ root, env }) => {
    const { code, output } = await runTool([packageBin(root, 'hardhat'), 'test', 'solidity'], { root, env });
    return outcomeOfHardhat(code, output);
  },
};
