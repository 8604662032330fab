import type { QuickBuild } from '../workshop/quick-build.ts';
import type { TestBench } from '../workshop/test-bench.ts';
import type { Verdict } from './journal.ts';
import type { Mutant } from './mutant.ts';
import type { TestFiles } from './test-files.ts';

/** What trying a mutant by itself needs. */
export type Laboratory = {
  quickBuild: QuickBuild;
  bench: TestBench;
  tests: TestFiles;
};

/** Builds a mutant and runs the tests against it until one fails. */
export async function tryMutant(mutant: Mutant, laboratory: Laboratory): Promise<Verdict> {
  const { id, target } = mutant;
  const { quickBuild, bench, tests } = laboratory;
  for (const path of target.compiled) {
    const built = await quickBuild.build(path, { [target.source]: mutant.content });
    if ('errors' in built) return { id, outcome: 'invalid' };
  }
  const files = tests.of(target);
  const failure = await bench.run(files);
  if (!failure) return { id, outcome: 'survived' };
  const { file, test } = failure;
  return { id, outcome: 'killed', by: { file, test, hash: tests.hash([file]) } };
}
