import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeCopy } from '../workshop/make-copy.ts';
import { openQuickBuild } from '../workshop/quick-build.ts';
import { openSolidityCompiler } from '../workshop/solidity-compiler.ts';
import { openTestBench } from '../workshop/test-bench.ts';
import { openJournal } from './journal.ts';
import type { Journal, Verdict } from './journal.ts';
import { mutantsOf } from './mutant.ts';
import type { Mutant } from './mutant.ts';
import { writeReport } from './report.ts';
import { findTargets } from './targets.ts';
import { testFiles } from './test-files.ts';
import type { TestFiles } from './test-files.ts';
import { tryMutant } from './try-mutant.ts';
import type { Laboratory } from './try-mutant.ts';

// npm run evidence -- mutation [--minutes 20] [--only 'Treasury|Seats'] [--report]: tries mutants that no stretch has tried yet.
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '20' },
    only: { type: 'string', default: '' },
    report: { type: 'boolean', default: false },
  },
});
/** Chains of finished tests stay in memory until their worker ends. */
const MUTANTS_PER_WORKER = 100;

const root = join(import.meta.dirname, '../../..');
// A folder of its own, so that stretches over several contracts can run side by side.
const copy = join(root, `.cultivar/mutation/copy-${process.pid}`);
const endsAtMs = performance.now() + Number(values.minutes) * 60_000;
const journal = await openJournal(join(root, '.cultivar/mutation/journal.jsonl'));
await makeCopy(root, copy);
const compiler = openSolidityCompiler(copy);
const tests = await testFiles(copy);
const targets = (await findTargets(copy)).filter(({ source }) => new RegExp(values.only).test(source));
const mutants = targets.flatMap((target) => mutantsOf(target, compiler));

try {
  if (!values.report) await runStretch();
  await writeReport({ root, mutants, journal, tests });
} finally {
  process.chdir(root);
  await rm(copy, { recursive: true, force: true });
}

/** In the order of their ids, so that what a stretch leaves is as the rest is. */
async function runStretch(): Promise<void> {
  const open = mutants
    .filter((mutant) => !isSettled(mutant, journal, tests))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  console.log(`${mutants.length} mutants, ${open.length} to try`);
  const quickBuild = await openQuickBuild(copy, compiler);
  let laboratory = await openLaboratory();
  await requireBaseline(laboratory);
  for (const [i, mutant] of open.entries()) {
    if (performance.now() > endsAtMs) break;
    if (i % MUTANTS_PER_WORKER === MUTANTS_PER_WORKER - 1) {
      await laboratory.bench.close();
      laboratory = await openLaboratory();
      await requireBaseline(laboratory);
    }
    const startedMs = performance.now();
    const verdict = await tryMutant(mutant, laboratory);
    await journal.record(verdict);
    for (const path of mutant.target.compiled) await quickBuild.restore(path);
    console.log(describe(mutant, verdict, performance.now() - startedMs));
  }
  await laboratory.bench.close();

  async function openLaboratory(): Promise<Laboratory> {
    return { quickBuild, tests, bench: await openTestBench(copy) };
  }
}

/** Killed stays killed while the killing test is what it was; a survivor meets every change of the tests. */
function isSettled({ id, target }: Mutant, { verdictOn }: Journal, { of, hash, all }: TestFiles): boolean {
  const verdict = verdictOn(id);
  if (!verdict) return false;
  if (verdict.outcome === 'survived') return verdict.testsHash === hash(of(target));
  if (verdict.outcome !== 'killed') return true;
  const { file } = verdict.by!;
  return all.includes(file) && verdict.testsHash === hash([file]);
}

async function requireBaseline({ bench }: Laboratory): Promise<void> {
  const failure = await bench.run(tests.all);
  if (failure) {
    throw new Error(`unchanged contracts fail ${failure.file}: ${failure.test}: ${failure.message}`);
  }
}

function describe(mutant: Mutant, { outcome, by }: Verdict, tookMs: number): string {
  const { target, line, original, replacement } = mutant;
  const change = `${oneLine(original)} → ${oneLine(replacement) || '(nothing)'}`;
  const name = target.source.split('/').at(-1)!;
  return `${outcome.padEnd(8)} ${(tookMs / 1000).toFixed(1)} s ${name}:${line} ${change}${by ? ` (${by.file}: ${by.test})` : ''}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 60);
}
