import { openQuickBuild } from '../workshop/quick-build.ts';
import type { SolidityCompiler } from '../workshop/solidity-compiler.ts';
import { openTestBench } from '../workshop/test-bench.ts';
import { openJournal } from './journal.ts';
import type { Mutant } from './mutant.ts';
import type { TestFiles } from './test-files.ts';
import { tryMutant } from './try-mutant.ts';

/** Tests fail on the contracts as they are. */
export class UnchangedFailureError extends Error {
  override readonly name = 'UnchangedFailureError';
}

/**
 * Tries mutants that have a verdict once more, each with a build of its own and tests that start from nothing, and
 * keeps what comes of it.
 *
 * @param options.checks how many mutants to have checked in the end: those with the last ids
 * @throws UnchangedFailureError
 */
export async function checkVerdicts(options: {
  copy: string;
  compiler: SolidityCompiler;
  tests: TestFiles;
  mutants: readonly Mutant[];
  files: { verdicts: string; checks: string };
  checks: number;
  endsAtMs: number;
}): Promise<void> {
  const { copy, compiler, tests, mutants, files, checks, endsAtMs } = options;
  const { verdictOn } = await openJournal(files.verdicts);
  const checked = await openJournal(files.checks);
  const quickBuild = await openQuickBuild(copy, compiler);
  const bench = await openTestBench(copy);
  const baseline = await bench.run(tests.all);
  if (baseline) throw new UnchangedFailureError(`${baseline.file}: ${baseline.test}: ${baseline.message}`);
  const sample = mutants
    .filter(({ id }) => /^(killed|survived)$/.test(verdictOn(id)?.outcome ?? ''))
    .toSorted((a, b) => (a.id < b.id ? 1 : -1))
    .slice(0, checks);
  for (const mutant of sample) {
    if (Date.now() > endsAtMs) break;
    if (checked.verdictOn(mutant.id)) continue;
    const verdict = await tryMutant(mutant, { quickBuild, bench, tests });
    await checked.record(verdict);
    for (const path of mutant.target.compiled) await quickBuild.restore(path);
    const { outcome } = verdictOn(mutant.id)!;
    console.log(`${mutant.id}: ${outcome}, by itself ${verdict.outcome}`);
  }
  await bench.close();
}
