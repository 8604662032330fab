import { join } from 'node:path';
import { checkContracts } from './check-contracts.ts';
import { checkTrainer } from './check-trainer.ts';

// npm run test:deep [suite ...]: the checks that take long or need much; all of them, or the named ones.
const SUITES: Readonly<Record<string, (root: string) => Promise<number>>> = {
  contracts: checkContracts,
  trainer: checkTrainer,
};

const root = join(import.meta.dirname, '../../..');
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(SUITES, name));
if (unknown === undefined) {
  for (const name of wanted.length > 0 ? wanted : Object.keys(SUITES)) {
    console.log(`--- ${name}`);
    const code = await SUITES[name]!(root);
    if (code !== 0) process.exitCode = 1;
  }
} else {
  console.error(`there is no deep suite ${unknown}; there is: ${Object.keys(SUITES).join(', ')}`);
  process.exitCode = 2;
}
