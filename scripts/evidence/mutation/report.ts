import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Journal, Verdict } from './journal.ts';
import type { Mutant } from './mutant.ts';
import { shareOf } from './share-of.ts';

/** By the mutant's id: when its function changes, the reason has to be found anew. */
type Survivor = { id: string; member: string; change: string; reason: string };
type Judged = Mutant & { verdict: Verdict | undefined };

const TARGET_PERCENT = 95;

/**
 * Prints what is known of all mutants, and writes the page.
 *
 * @param state.verdictOn what this and all earlier stretches have found
 * @param state.checks with what came of mutants that were built by themselves
 */
export async function writeReport(state: {
  root: string;
  mutants: readonly Mutant[];
  verdictOn: Journal['verdictOn'];
  checks: Journal;
}): Promise<void> {
  const { root, mutants, verdictOn, checks } = state;
  const reasons = JSON.parse(
    await readFile(join(import.meta.dirname, 'survivors.json'), 'utf8'),
  ) as Survivor[];
  const judged = fairly(mutants.map((mutant) => ({ ...mutant, verdict: verdictOn(mutant.id) })));
  const table = [
    '| source | mutants | killed | survived | not done | of these two with a reason | share killed | not tried | does not compile |',
    '|---|---|---|---|---|---|---|---|---|',
    ...[...new Set(judged.map(({ target }) => target.source))].map((source) =>
      row(
        `\`${source}\``,
        judged.filter(({ target }) => target.source === source),
        reasons,
      ),
    ),
    row('**all**', judged, reasons),
  ];
  const survivors = judged.filter(isAlive).map((mutant) => line(mutant, reasons));
  console.log([...table, '', ...survivors].join('\n'));
  const page = join(root, 'docs/evidence/mutation.md');
  await writeFile(page, text(table, survivors, agreement(judged, checks)));
  console.log(`\nwritten to docs/evidence/mutation.md`);
}

/**
 * Kills come quicker than survivals: what is behind the first mutant that is still open does not count yet. Each half of
 * the mutants has a first of its own, as two stretches may go on side by side.
 */
function fairly(judged: readonly Judged[]): Judged[] {
  const firsts = [0, 1].map((half) => {
    const open = judged.filter(({ id, verdict }) => verdict === undefined && shareOf(id, 2) === half);
    return open.map(({ id }) => id).toSorted()[0];
  });
  return judged.map((mutant) => {
    const first = firsts[shareOf(mutant.id, 2)];
    const counts = first === undefined || mutant.id < first || mutant.verdict?.outcome === 'invalid';
    return counts ? mutant : { ...mutant, verdict: undefined };
  });
}

function row(name: string, judged: readonly Judged[], reasons: readonly Survivor[]): string {
  const count = (...outcomes: (string | undefined)[]) =>
    judged.filter(({ verdict }) => outcomes.includes(verdict?.outcome)).length;
  const [killed, survived, open] = [count('killed'), count('survived'), count('open')];
  const explained = judged.filter(
    (mutant) => isAlive(mutant) && reasonFor(mutant, reasons) !== undefined,
  ).length;
  const met = killed + survived + open;
  const share = met === 0 ? '–' : `${((100 * killed) / met).toFixed(1)} %`;
  const known = [name, judged.length, killed, survived, open, explained];
  const cells = [...known, share, count(undefined), count('invalid')];
  return `| ${cells.join(' | ')} |`;
}

function line(mutant: Judged, reasons: readonly Survivor[]): string {
  const noReason = mutant.verdict?.outcome === 'open' ? 'not done' : '**no reason yet**';
  return `- \`${memberOf(mutant)}\`, line ${mutant.line}: \`${changeOf(mutant)}\`: ${reasonFor(mutant, reasons) ?? noReason}`;
}

function reasonFor(mutant: Mutant, reasons: readonly Survivor[]): string | undefined {
  return reasons.find(({ id }) => id === mutant.id)?.reason;
}

function memberOf({ target, member }: Mutant): string {
  return `${target.source.split('/').at(-1)!.replace('.sol', '')}.${member}`;
}

function changeOf({ original, replacement }: Mutant): string {
  return `${original} → ${replacement || '(nothing)'}`.replaceAll(/\s+/g, ' ');
}

function isAlive({ verdict }: Judged): boolean {
  return verdict?.outcome === 'survived' || verdict?.outcome === 'open';
}

function agreement(judged: readonly Judged[], checks: Journal): string {
  const checked = judged.filter(({ id, verdict }) => verdict && checks.verdictOn(id));
  if (checked.length === 0) return 'No verdict has been checked by a build of its own yet.';
  const same = checked.filter(({ id, verdict }) => checks.verdictOn(id)!.outcome === verdict!.outcome);
  const survivors = checked.filter(({ verdict }) => verdict!.outcome === 'survived');
  return `Of ${checked.length} mutants (${survivors.length} of them survivors) that were also built by themselves and met all tests on fresh chains, ${same.length} came to the same verdict.`;
}

function text(table: readonly string[], survivors: readonly string[], checked: string): string {
  return `# Mutation

Every function of the contracts that moves money, authorises or decides a dispute, and the libraries that they count with, with one small change at a time: a relation, an operation, a condition, a number, a statement, a modifier or two arguments. A mutant is *killed* when a test fails; it meets every test of the contracts that comes by it (but those of gas, size and deployment), until one does.

All mutants of a contract are compiled at once, each behind a switch that reads the block's coinbase, which nothing else here depends on. The tests' process sets it, first to have each test report the switches that it comes by, then to one mutant after another; a fixture whose making a mutant concerns is made anew under it. All tests pass with every switch off before a stretch, and again after one that is not cut short. The model plays 100 commands here. ${checked}

\`\`\`sh
npm run evidence -- mutation --minutes 20   # a stretch; the next one goes on where it ended
npm run evidence -- mutation --check 40     # the old-fashioned way, for a sample: one build a mutant
npm run evidence -- mutation --report       # this page, from the journal
\`\`\`

Asked for: at least ${TARGET_PERCENT} % of what compiles. Mutants are tried in the order of a hash, so that what is not tried yet is as what is. *Not done* has lived through the tests that it has met, but not met all of them yet; it counts as not killed. Verdicts are kept by the text of the mutated function: a changed function is tried again, and so is a mutant whose killing test has changed.

${table.join('\n')}

## Survivors

${survivors.length > 0 ? survivors.join('\n') : 'None.'}
`;
}
