import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageBin } from '../../products/package-bin.ts';
import { runTool } from '../../test/run-tool.ts';
import { findTargets } from '../mutation/targets.ts';
import { makeCopy } from '../workshop/make-copy.ts';
import { openSolidityCompiler } from '../workshop/solidity-compiler.ts';
import { GLOBAL_SETUP, HARDHAT_CONFIG, VITEST_CONFIG, WORKER_SETUP } from './copied-files.ts';
import { instrumentBranches } from './instrument-branches.ts';
import type { Instrumented } from './instrument-branches.ts';
import { readLcov } from './read-lcov.ts';
import { report } from './report.ts';
import { rowOf } from './row.ts';

// npm run evidence -- test-coverage: lines and branches of our own contracts that the contracts' TypeScript tests reach.
const INTERFACES_AND_MOCKS = /\/(interfaces|mocks)\//;

const root = join(import.meta.dirname, '../../..');
const copy = join(root, `.cultivar/coverage/copy-${process.pid}`);

try {
  await makeCopy(root, copy);
  const sources = await instrument();
  await writeFile(join(copy, 'hardhat.config.ts'), HARDHAT_CONFIG);
  await writeFile(join(copy, 'vitest.config.ts'), VITEST_CONFIG);
  await writeFile(join(copy, 'coverage-global-setup.ts'), GLOBAL_SETUP);
  await writeFile(join(copy, 'coverage-worker-setup.ts'), WORKER_SETUP);
  const args = [packageBin(root, 'vitest'), 'run', '--root', copy];
  const { code } = await runTool(args, { root: copy, env: { HARDHAT_COVERAGE: 'true' } });
  if (code !== 0) throw new Error('the tests failed on the instrumented contracts, see above');
  const lcov = readLcov(await readFile(join(copy, 'coverage/lcov.info'), 'utf8'));
  const rows = [...sources].map(([path, file]) => rowOf(path, file, lcov.get(path) ?? new Map()));
  if (!(await report(root, rows))) process.exitCode = 1;
} finally {
  await rm(copy, { recursive: true, force: true });
}

/** Our own sources with code: not interfaces, not the tests' doubles. */
async function instrument(): Promise<Map<string, Instrumented>> {
  const compiler = openSolidityCompiler(copy);
  const sources = new Map<string, Instrumented>();
  for (const { source, compiled } of await findTargets(copy, INTERFACES_AND_MOCKS)) {
    const { content, ast } = compiler.parse(source, compiled[0]!);
    sources.set(source, instrumentBranches(content, ast));
  }
  for (const [path, { content }] of sources) await writeFile(join(copy, path), content);
  return sources;
}
