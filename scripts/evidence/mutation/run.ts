import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeCopy } from '../workshop/make-copy.ts';
import { openSolidityCompiler } from '../workshop/solidity-compiler.ts';
import { checkVerdicts } from './check-verdicts.ts';
import type { Trial } from './inside/plan.ts';
import { openJournal } from './journal.ts';
import type { Journal, Verdict } from './journal.ts';
import { mutantsOf } from './mutant.ts';
import type { Mutant } from './mutant.ts';
import { playStretch, prepareStretches } from './play-stretch.ts';
import { writeReport } from './report.ts';
import { shareOf } from './share-of.ts';
import { buildSchemas } from './schema/build-schemas.ts';
import { findTargets } from './targets.ts';
import { testFiles } from './test-files.ts';
import type { TestFiles } from './test-files.ts';

// npm run evidence -- mutation [--minutes 20] [--only 'Treasury|Seats'] [--share 1/2] [--check 40] [--report]: tries the
// mutants that no stretch has tried yet; or builds a sample of those that were tried each by itself, and compares.
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '20' },
    only: { type: 'string', default: '' },
    share: { type: 'string', default: '1/1' },
    check: { type: 'string', default: '0' },
    report: { type: 'boolean', default: false },
  },
});

const root = join(import.meta.dirname, '../../..');
const folder = join(root, '.cultivar/mutation');
// A folder of its own, so that stretches over several shares can run side by side.
const copy = join(folder, `copy-${process.pid}`);
const files = { verdicts: join(folder, 'journal.jsonl'), checks: join(folder, 'checks.jsonl') };
const endsAtMs = Date.now() + Number(values.minutes) * 60_000;
await makeCopy(root, copy);
const compiler = openSolidityCompiler(copy);
const tests = await testFiles(copy);
const targets = await findTargets(copy);
const parsed = compiler.analyze(targets.map(({ source }) => source)).files;
const mutants = targets.flatMap((target) => mutantsOf(target, parsed[target.source]!));

try {
  const checks = Number(values.check);
  if (checks > 0) await checkVerdicts({ copy, compiler, tests, mutants, files, checks, endsAtMs });
  else if (!values.report) await tryMutants();
  const { verdictOn } = await openJournal(files.verdicts);
  const stillTrue = (id: string) => {
    const verdict = verdictOn(id);
    return verdict && holds(verdict, tests) ? verdict : undefined;
  };
  await writeReport({ root, mutants, verdictOn: stillTrue, checks: await openJournal(files.checks) });
} finally {
  process.chdir(root);
  await rm(copy, { recursive: true, force: true });
}

async function tryMutants(): Promise<void> {
  let journal = await openJournal(files.verdicts);
  const refused = mutants
    .filter(({ id }) => journal.verdictOn(id)?.outcome === 'invalid')
    .map(({ id }) => id);
  const { sources, invalid, left } = await buildSchemas(copy, compiler, {
    ...{ mutants, refused },
    folder: join(folder, 'built'),
  });
  await prepareStretches(copy);
  const key = createHash('sha256').update(JSON.stringify(sources)).update(tests.hash(tests.helpers));
  const survey = join(folder, `survey-${key.digest('hex').slice(0, 16)}.json`);
  for (const id of invalid) if (!journal.verdictOn(id)) await journal.record({ id, outcome: 'invalid' });
  const untriable = new Set([...invalid, ...left]);
  for (let before = Infinity; Date.now() < endsAtMs;) {
    journal = await openJournal(files.verdicts);
    const open = mutants.filter((mutant) => !untriable.has(mutant.id) && isMine(mutant));
    const trials = open.flatMap((mutant) => trialOf(mutant, journal, tests)).toSorted(byId);
    console.log(`${mutants.length} mutants, ${trials.length} to try`);
    // A stretch that a test held up has tried something at least.
    if (trials.length === 0 || trials.length === before) return;
    before = trials.length;
    const hashes = Object.fromEntries(tests.all.map((file) => [file, tests.hash([file])]));
    const plan = { files: tests.all, folder: join(copy, 'test/contracts'), mutants: trials, hashes };
    await playStretch(root, copy, { ...plan, journal: files.verdicts, survey, endsAtMs });
  }
}

/** In the order of their ids, so that what a stretch leaves is as the rest is. */
function byId(a: Trial, b: Trial): number {
  return a.id < b.id ? -1 : 1;
}

function isMine({ id, target }: Mutant): boolean {
  const [share = 1, shares = 1] = values.share.split('/').map(Number);
  return shareOf(id, shares) === share - 1 && new RegExp(values.only).test(target.source);
}

/** Killed stays killed while the killing test is what it was; a survivor meets every change of the tests. */
function holds({ outcome, by, passed }: Verdict, { all, hash }: TestFiles): boolean {
  if (outcome === 'killed') return all.includes(by!.file) && by!.hash === hash([by!.file]);
  return outcome !== 'survived' || all.every((file) => passed?.[file] === hash([file]));
}

function trialOf({ id, target, member }: Mutant, { verdictOn }: Journal, tests: TestFiles): Trial[] {
  const { all, hash, of } = tests;
  const verdict = verdictOn(id);
  if (verdict && verdict.outcome !== 'open' && holds(verdict, tests)) return [];
  const passed = all.filter((file) => verdict?.passed?.[file] === hash([file]));
  const about = of(target).filter((file) => target.tests.some((name) => file.startsWith(name)));
  const killer = verdict?.by && { file: verdict.by.file, test: verdict.by.test };
  return [{ id, member: `${target.source}.${member}`, about, passed, ...(killer ? { killer } : {}) }];
}
