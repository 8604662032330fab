import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { madeWith } from '../workshop/made-with.ts';
import type { Layer } from './layers.ts';
import type { PlantedBug } from './planted-bug.ts';

/**
 * Prints which layer saw which bug, and writes the page. Sets the exit code when a bug was looked for and not seen.
 *
 * @param seenBy what a layer saw; null when it saw nothing, undefined when it has not looked
 */
export async function writeReport(
  root: string,
  bugs: readonly PlantedBug[],
  seenBy: (bug: PlantedBug, layer: Layer) => string | null | undefined,
  layers: readonly Layer[],
): Promise<void> {
  const sightings = bugs.map((bug) => layers.map((layer) => seenBy(bug, layer)));
  const caught = sightings.filter((row) => row.some((seen) => typeof seen === 'string')).length;
  const missed = bugs.filter((_, i) => sightings[i]!.every((seen) => seen === null));
  console.log(`${caught} of ${bugs.length} caught`);
  for (const { name } of missed) console.log(`NOT CAUGHT: ${name}`);
  if (missed.length > 0) process.exitCode = 1;

  const rows = bugs.map(({ name, harm }, i) => {
    const cells = sightings[i]!.map((seen) => (seen === undefined ? '–' : (seen ?? 'not seen')));
    return `| ${[name, harm, ...cells].map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  const counts = layers.map((layer, i) => {
    const looked = sightings.filter((row) => row[i] !== undefined);
    if (looked.length === 0) return `${layer}: has not looked`;
    return `${layer}: ${looked.filter((row) => row[i] !== null).length} of the ${looked.length} it looked for`;
  });
  await writeFile(
    join(root, 'docs/evidence/planted-bugs.md'),
    `# Planted bugs

${bugs.length} known mistakes, each planted alone into a copy of the contracts; then each layer of tests looks for it. A change that no longer fits the sources is an error, so that a bug cannot quietly stop being planted.

\`\`\`sh
npm run evidence -- planted-bugs                  # resumable; --layers unit,model,solidity
\`\`\`

Caught: **${caught} of ${bugs.length}**. By layer: ${counts.join('; ')}. A cell names the first test that failed, in the order in which files are tried: those about the changed contract first. ${madeWith(root, ['solc', 'hardhat', 'vitest'])}

| bug | harm | ${layers.join(' | ')} |
|---|---|${layers.map(() => '---|').join('')}
${rows.join('\n')}

## Not covered

That a test fails says that the bug is seen, not that nothing like it could hide: small changes everywhere are what the mutants are for. Bugs are planted into code that nothing has optimized; before the first one, all tests pass on it. A layer that has not looked costs minutes a bug (the campaigns and a thousand commands against the model): \`--layers model,solidity --only NAME\` has it look.
`,
  );
}
