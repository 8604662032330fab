import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'test/contracts';

/** What Hardhat is told to run the contract tests that are written in Solidity. The contracts have to be built. */
export function solidityTests(root: string): string[] {
  const files = readdirSync(join(root, FOLDER)).filter((name) => name.endsWith('.t.sol'));
  return [
    ...['--config', `${FOLDER}/hardhat.config.ts`, 'test', 'solidity'],
    ...files.map((name) => `${FOLDER}/${name}`),
  ];
}
