import { packageBin } from '../products/package-bin.ts';
import { runTool } from './run-tool.ts';
import type { Stage } from './stage.ts';
import type { Tally } from './tally.ts';

/** Contract tests written in Solidity: unit, fuzz and invariants. */
export const SOLIDITY_STAGE: Stage = {
  name: 'Solidity tests',
  run: async ({ root, env }) => {
    const { code, output } = await runTool([packageBin(root, 'hardhat'), 'test', 'solidity'], { root, env });
    return tallyOfHardhat(code, output);
  },
};

/** Counts a Hardhat run from its closing lines; one that failed, or ran nothing, is a failure. */
export function tallyOfHardhat(exitCode: number, output: string): Tally {
  const count = (word: string) => Number(new RegExp(`^\\s*(\\d+) ${word}`, 'm').exec(output)?.[1] ?? 0);
  const [passed, failed] = [count('passing'), count('failing')];
  return { passed, failed: failed === 0 && (exitCode !== 0 || passed === 0) ? 1 : failed };
}
