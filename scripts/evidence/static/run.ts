import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { madeWith } from '../workshop/made-with.ts';
import { analyze } from './analyze.ts';
import { judge } from './judge.ts';
import type { Acceptance } from './judge.ts';

// npm run evidence -- static: slither over all contracts but mocks; every finding is either gone or accepted with a reason.
const root = join(import.meta.dirname, '../../..');
const accepted = JSON.parse(
  await readFile(join(import.meta.dirname, 'accepted.json'), 'utf8'),
) as Acceptance[];
const { findings, version } = await analyze(root, join(root, '.cultivar/static'));
const { open, used, unused } = judge(findings, accepted);

console.log(
  `${version}: ${findings.length} findings, ${findings.length - open.length} accepted with a reason`,
);
for (const { check, impact, place, description } of open) {
  console.log(`\nnot accepted: ${check} (${impact}) at ${place}\n${description}`);
}
for (const { check, place } of unused)
  console.log(`\naccepted, but no longer found: ${check} at ${place ?? 'any place'}`);
if (open.length > 0 || unused.length > 0) process.exitCode = 1;
await writePage();

async function writePage(): Promise<void> {
  const page = join(root, 'docs/evidence/static.md');
  if (process.exitCode === 1) {
    await rm(page, { force: true });
    return;
  }
  const rows = used.map(
    ({ check, place, reason, count }) => `| ${check} | ${place ?? 'everywhere'} | ${count} | ${reason} |`,
  );
  await writeFile(
    page,
    `# Static analysis

${version}, all detectors, over every contract, library and interface but the test doubles.

\`\`\`sh
npm run evidence -- static   # installs slither into .cache at first need
\`\`\`

${findings.length} findings, none open. Each accepted one has its reason here; the command fails on any other finding, and on a reason that nothing needs any more ([\`accepted.json\`](../../scripts/evidence/static/accepted.json)).

${madeWith(root, ['solc'], [version])}

| detector | place | findings | why it stays |
|---|---|---|---|
${rows.join('\n')}

## Not covered

Slither reads the sources, not what they come to: whether a sum is right or a rule is kept is for the tests, the model and the proofs. \`Lineage\`, the library, is called \`Lanes\` in the copy that it reads, because slither 0.11.6 takes it for the struct of that name. Interfaces and libraries of OpenZeppelin are read, their findings are not counted.
`,
  );
}
