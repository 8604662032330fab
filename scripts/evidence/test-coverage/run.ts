import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageBin } from '../../products/package-bin.ts';
import { runTool } from '../../test/run-tool.ts';
import { findTargets } from '../mutation/targets.ts';
import { madeWith } from '../workshop/made-with.ts';
import { makeCopy } from '../workshop/make-copy.ts';
import { openSolidityCompiler } from '../workshop/solidity-compiler.ts';
import { GLOBAL_SETUP, HARDHAT_CONFIG, VITEST_CONFIG, WORKER_SETUP } from './copied-files.ts';
import { instrumentBranches } from './instrument-branches.ts';
import type { Instrumented } from './instrument-branches.ts';
import { readLcov } from './read-lcov.ts';

// npm run evidence -- test-coverage: lines and branches of our own contracts that the contracts' TypeScript tests reach.
const ASKED = { lines: 100, branches: 98 };
const INTERFACES_AND_MOCKS = /\/(interfaces|mocks)\//;

const root = join(import.meta.dirname, '../../..');
const copy = join(root, `.cultivar/coverage/copy-${process.pid}`);
type Count = { reached: number; all: number };
type Row = { path: string; lines: Count; branches: Count; missing: string[] };

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
  await report(
    [...sources].map(([path, instrumented]) => row(path, instrumented, lcov.get(path) ?? new Map())),
  );
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

function row(path: string, { lines, branches }: Instrumented, hits: ReadonlyMap<number, number>): Row {
  const own = [...hits].filter(([line]) => line <= lines);
  const ways = branches.map((branch) => ({ ...branch, reached: (hits.get(branch.line) ?? 0) > 0 }));
  const missing = [
    ...own.filter(([, count]) => count === 0).map(([line]) => `line ${line}`),
    ...ways.filter(({ reached }) => !reached).map(({ at, way }) => `line ${at} never ${way}`),
  ];
  return {
    path,
    lines: { reached: own.filter(([, count]) => count > 0).length, all: own.length },
    branches: { reached: ways.filter(({ reached }) => reached).length, all: ways.length },
    missing,
  };
}

async function report(rows: readonly Row[]): Promise<void> {
  const total: Row = {
    path: '**all**',
    lines: sum(rows.map(({ lines }) => lines)),
    branches: sum(rows.map(({ branches }) => branches)),
    missing: [],
  };
  const table = [
    '| source | lines | branches | not reached |',
    '|---|---|---|---|',
    ...[...rows, total].map(
      ({ path, lines, branches, missing }) =>
        `| ${path} | ${percent(lines)} | ${percent(branches)} | ${missing.join('; ')} |`,
    ),
  ];
  console.log(table.join('\n'));
  const enough = share(total.lines) >= ASKED.lines && share(total.branches) >= ASKED.branches;
  console.log(
    enough ? 'enough' : `not enough: asked for ${ASKED.lines} % of lines and ${ASKED.branches} % of branches`,
  );
  if (!enough) process.exitCode = 1;
  await writeFile(join(root, 'docs/evidence/test-coverage.md'), page(table));
}

function sum(counts: readonly Count[]): Count {
  return counts.reduce((a, b) => ({ reached: a.reached + b.reached, all: a.all + b.all }), {
    reached: 0,
    all: 0,
  });
}

function share({ reached, all }: Count): number {
  return all === 0 ? 100 : (100 * reached) / all;
}

function percent(count: Count): string {
  return `${share(count).toFixed(1)} % (${count.reached} of ${count.all})`;
}

function page(table: readonly string[]): string {
  return `# Coverage

Lines and branches of our own contracts and libraries that the contracts' TypeScript tests reach; Solidity's fuzz tests and invariants are not counted. Hardhat counts statements; a branch is either way of an \`if\` or of a \`? :\`, counted by a function that each condition is passed through in a copy of the sources.

\`\`\`sh
npm run evidence -- test-coverage
\`\`\`

Asked for: ${ASKED.lines} % of lines, ${ASKED.branches} % of branches. ${madeWith(root, ['solc', 'hardhat', 'vitest'])}

${table.join('\n')}
`;
}
