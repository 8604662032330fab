import { join } from 'node:path';
import { checkContracts } from './check-contracts.ts';
import { checkTrainer } from './check-trainer.ts';

// npm run test:deep [suite[:part] ...]: the checks that take long or need much; all of them, or the named ones.
const SUITES: Readonly<Record<string, (root: string, parts?: readonly string[]) => Promise<number>>> = {
  contracts: checkContracts,
  trainer: checkTrainer,
};

const root = join(import.meta.dirname, '../../..');
const wanted = process.argv.slice(2);
const suiteOf = (name: string) => name.split(':')[0]!;
const suites = [...new Set(wanted.map(suiteOf))];
const unknown = suites.find((name) => !Object.hasOwn(SUITES, name));
if (unknown === undefined) {
  for (const name of suites.length > 0 ? suites : Object.keys(SUITES)) {
    console.log(`--- ${name}`);
    const asked = wanted.filter((one) => suiteOf(one) === name).flatMap((one) => one.split(':').slice(1));
    const code = await SUITES[name]!(root, asked);
    if (code !== 0) process.exitCode = 1;
  }
} else {
  console.error(`there is no deep suite ${unknown}; there is: ${Object.keys(SUITES).join(', ')}`);
  process.exitCode = 2;
}
