import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { madeWith } from '../../evidence/workshop/made-with.ts';
import { machineSentence } from '../rounds/machine-sentence.ts';
import { ELSEWHERE, REASONS } from './page-words.ts';
import { showTables, verdict } from './show-tables.ts';
import type { Summary } from './summary.ts';
import type { Figure } from './target-figures.ts';

/**
 * Writes docs/evidence/trainer-targets.md: what a journal holds, beside the targets; where a target is missed, why.
 *
 * @param others What the peers are, with versions.
 */
export async function writePage(
  root: string,
  summary: Summary,
  figures: readonly Figure[],
  others: readonly string[],
): Promise<void> {
  const missed = figures.filter((figure) => verdict(figure).includes('missed'));
  const reasons = REASONS.filter(({ about }) => missed.some(({ name }) => about.test(name)));
  const lines = [
    '# The trainer beside its targets',
    '',
    `${madeWith(root, ['onnxruntime-node'], others)} ${machineSentence()}`,
    '',
    'SmolLM2-135M-Instruct, LoRA r = 8 on all seven projections, GSM8K rows of the repository as chats, packed to T = 256. Both sides take the same sequences with the same masks and labels, so the losses of their first steps are the same within the precision; the peers begin with an adapter of their own, so later ones differ. Every measurement is a process of its own; ours and the peers’ take turns in each setting; the step before the first measured one is not counted. *batch* is the number of sequences in an optimiser step; *ready* and *first step* count from the start of the process. Peak is the most memory of the process; of PEFT, of its steps alone, what loading took left out. The larger model has the shape of Qwen2.5-0.5B and random weights. Of a curve only the losses count, so it is taken beside other work.',
    '',
    '```sh',
    'export CULTIVAR_PYTHON=<python with torch, transformers, peft> CULTIVAR_PEERS=<folder with node-llama-cpp>',
    'npm run bench -- trainer --page',
    '```',
    '',
    showTables(summary, figures),
    '',
    'A ratio is of best to best. In *figure* stands which of our executors was taken, the fastest of those that the row allows.',
    ...(reasons.length > 0 ? ['', '## What is missed, and why', ''] : []),
    ...reasons.map(({ name, why }) => `* *${name}*: ${why}`),
    '',
    '## The other targets',
    '',
    '| figure | target | shown | where |',
    '|---|---|---|---|',
    ...ELSEWHERE.map((row) => `| ${row.join(' | ')} |`),
    '',
  ];
  await writeFile(join(root, 'docs', 'evidence', 'trainer-targets.md'), lines.join('\n'));
}
