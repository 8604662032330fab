import { packageBin } from '../../products/package-bin.ts';
import { outcomeOfHardhat } from '../../test/outcome-of-hardhat.ts';
import { solidityTests } from '../../test/solidity-tests.ts';
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
  watch: Watch,
): Promise<Sighting> {
  return withPlanted(planted, watch, async (touched) => {
    const isModel = (file: string) => file.startsWith('model');
    const files = watch.tests.of(touched).filter((file) => isModel(file) === (layer === 'model check'));
    const failure = await watch.bench.run(files);
    return failure && `${failure.file}: ${failure.test}`;
  });
}

/** Runs the tests written in Solidity on the planted sources: they create the protocol from the copy's artifacts. */
export async function lookWithSolidity(
  planted: Readonly<Record<string, string>>,
  watch: Watch,
): Promise<Sighting> {
  const { root, copy } = watch;
  return withPlanted(planted, watch, async () => {
    const args = [packageBin(root, 'hardhat'), ...solidityTests(copy)];
    const { code, output } = await runQuietly(process.execPath, args, copy);
    const { passed, failures } = outcomeOfHardhat(code, output);
    if (passed === 0) throw new Error(`the Solidity tests did not run: ${output.slice(-2_000)}`);
    return failures[0]?.name;
  });
}

/** Has the copy's artifacts planted while a layer looks. @param look hears of the first file that has the bug */
async function withPlanted(
  planted: Readonly<Record<string, string>>,
  { quickBuild, targets }: Watch,
  look: (touched: Target) => Promise<Sighting>,
): Promise<Sighting> {
  const touched = targets.filter(({ source }) => source in planted);
  const compiled = new Set(touched.flatMap((target) => target.compiled));
  for (const path of compiled) {
    const built = await quickBuild.build(path, planted);
    if ('errors' in built)
      throw new TypeError(`the planted ${path} does not compile: ${built.errors.join('; ')}`);
  }
  const seen = await look(touched[0]!);
  for (const path of compiled) await quickBuild.restore(path);
  return seen;
}
