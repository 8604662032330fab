import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageBin } from '../../products/package-bin.ts';
import { outcomeOfHardhat } from '../../test/outcome-of-hardhat.ts';
import { SOLIDITY_TESTS } from '../../test/solidity-tests.ts';
import type { TestFiles } from '../mutation/test-files.ts';
import type { Target } from '../mutation/targets.ts';
import type { QuickBuild } from '../workshop/quick-build.ts';
import { runQuietly } from '../workshop/run-quietly.ts';
import type { TestBench } from '../workshop/test-bench.ts';

/** A way of looking for bugs. */
export type Layer = 'unit tests' | 'model check' | 'fuzz and invariants';

/** What a layer says of a bug: what it saw, or undefined when it saw nothing. */
export type Sighting = string | undefined;

/** What looking needs. */
export type Watch = {
  root: string;
  copy: string;
  quickBuild: QuickBuild;
  bench: TestBench;
  tests: TestFiles;
  targets: readonly Target[];
};

/**
 * Runs tests on the planted sources.
 *
 * @param planted sources with the bug, by path
 */
export async function lookWithTests(
  planted: Readonly<Record<string, string>>,
  layer: 'unit tests' | 'model check',
  { quickBuild, bench, tests, targets }: Watch,
): Promise<Sighting> {
  const touched = targets.filter(({ source }) => source in planted);
  const compiled = new Set(touched.flatMap((target) => target.compiled));
  for (const path of compiled) {
    const built = await quickBuild.build(path, planted);
    if ('errors' in built)
      throw new TypeError(`the planted ${path} does not compile: ${built.errors.join('; ')}`);
  }
  const isModel = (file: string) => file.startsWith('model');
  const files = tests.of(touched[0]!).filter((file) => isModel(file) === (layer === 'model check'));
  const failure = await bench.run(files);
  for (const path of compiled) await quickBuild.restore(path);
  return failure && `${failure.file}: ${failure.test}`;
}

/** Runs the Solidity tests of the copy on the planted sources. */
export async function lookWithSolidity(
  planted: Readonly<Record<string, string>>,
  { root, copy }: Watch,
): Promise<Sighting> {
  const sound = Object.keys(planted).map((path) => [path, readFileSync(join(copy, path), 'utf8')] as const);
  for (const [path, content] of Object.entries(planted)) await writeFile(join(copy, path), content);
  const { code, output } = await runQuietly(
    process.execPath,
    [packageBin(root, 'hardhat'), ...SOLIDITY_TESTS.all],
    copy,
  );
  for (const [path, content] of sound) await writeFile(join(copy, path), content);
  const { passed, failures } = outcomeOfHardhat(code, output);
  if (passed === 0) throw new Error(`the Solidity tests did not run: ${output.slice(-2_000)}`);
  return failures[0]?.name;
}
