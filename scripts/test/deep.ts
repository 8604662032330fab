import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packageBin } from '../products/package-bin.ts';
import { runTool } from './run-tool.ts';

// npm run test:deep [suite]: the checks that take long; each suite is a file <name>.deep.ts under test/deep.
const root = join(import.meta.dirname, '../..');
const suites = globSync('test/deep/*.deep.ts', { cwd: root }).map((file) => basename(file, '.deep.ts'));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((suite) => !suites.includes(suite));
if (unknown.length > 0 || suites.length === 0) {
  console.error(`npm run test:deep -- [SUITE], where SUITE is one of: ${suites.join(', ') || '(none yet)'}`);
  process.exitCode = 2;
} else {
  const files = (wanted.length > 0 ? wanted : suites).map((suite) => `test/deep/${suite}.deep.ts`);
  const args = [packageBin(root, 'vitest'), 'run', '--project', 'deep', ...files];
  process.exitCode = (await runTool(args, { root })).code;
}
