import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { madeWith } from '../workshop/made-with.ts';
import type { Count, Row } from './row.ts';

const ASKED = { lines: 100, branches: 98 };

/** Prints what was reached, and writes the page. @returns whether it is as much as was asked for */
export async function report(root: string, rows: readonly Row[]): Promise<boolean> {
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
  await writeFile(join(root, 'docs/evidence/test-coverage.md'), page(root, table));
  return enough;
}

function page(root: string, table: readonly string[]): string {
  return `# Coverage

Lines and branches of our own contracts and libraries that the contracts' TypeScript tests reach, each by a call that somebody wrote down: neither the model, which plays by chance, nor Solidity's fuzz tests and invariants are counted. Hardhat counts statements; a branch is either way of an \`if\` or of a \`? :\`, counted by a function that each condition is passed through in a copy of the sources.

\`\`\`sh
npm run evidence -- test-coverage
\`\`\`

Asked for: ${ASKED.lines} % of lines, ${ASKED.branches} % of branches. ${madeWith(root, ['solc', 'hardhat', 'vitest'])}

${table.join('\n')}

## Not covered

The two halves of an \`&&\` or \`||\` are not told apart: that is what the mutants are for. Files of constants and types alone have neither lines nor branches; interfaces and test doubles are not counted. Tests of gas and of the size of code are left out: they measure the build that is deployed.
`;
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
