import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { packageBin } from '../../products/package-bin.ts';
import { buildIfStale } from '../../products/build-if-stale.ts';
import { CONTRACTS } from '../../products/products.ts';
import { playContracts } from '../play-contracts.ts';
import { runTool } from '../run-tool.ts';

const MODEL_COMMANDS = 10_000;

/** What runs side by side: each lane keeps about one core busy, and its checks come one after another. */
const LANES = [
  ['static analysis', 'proofs', 'coverage', 'model check'],
  ['fuzz tests and invariants'],
] as const;

/**
 * The contracts in depth: fuzz tests at 10,000 runs, invariants at 1,000 runs of 200 calls, 10,000 commands against the
 * model, slither, the proofs and the coverage. Mutation and planted bugs have stretches of their own: see
 * `npm run evidence`.
 *
 * `CULTIVAR_SEED` repeats a run; without it the seed is drawn and printed.
 *
 * @returns the exit code
 */
export async function checkContracts(root: string): Promise<number> {
  const seed = Number(process.env.CULTIVAR_SEED ?? randomInt(1, 2 ** 32));
  console.log(`seed ${seed} (again: CULTIVAR_SEED=${seed} npm run test:deep contracts)`);
  const env = {
    CULTIVAR_DEEP: '1',
    CULTIVAR_SEED: String(seed),
    CULTIVAR_MODEL_COMMANDS: String(MODEL_COMMANDS),
    CULTIVAR_MODEL_SEED: String(seed),
  };
  const evidence = join(root, 'scripts/evidence/run.ts');
  await buildIfStale(CONTRACTS, { root });
  const tool =
    (...args: string[]) =>
    async (): Promise<boolean> => {
      const { code } = await runTool(args, { root, env });
      return code === 0;
    };
  const checks: Record<string, () => Promise<boolean>> = {
    'static analysis': tool(evidence, 'static'),
    proofs: tool(evidence, 'proofs'),
    'model check': tool(
      ...[packageBin(root, 'vitest'), 'run', '--project', 'contracts', 'test/contracts/model.test.ts'],
    ),
    'fuzz tests and invariants': async () => {
      const { failures } = await playContracts({ root, env });
      return failures.length === 0;
    },
    coverage: tool(evidence, 'test-coverage'),
  };
  const outcomes: string[] = [];
  let failed = 0;
  const play = async (names: readonly string[]): Promise<void> => {
    for (const name of names) {
      console.log(`\n--- ${name}`);
      const startedMs = performance.now();
      const isGood = await checks[name]!();
      if (!isGood) failed += 1;
      const seconds = ((performance.now() - startedMs) / 1000).toFixed(0);
      outcomes.push(`${isGood ? 'ok' : 'failed'} ${name}, ${seconds} s`);
      console.log(`\n--- ${outcomes.at(-1)}`);
    }
  };
  await Promise.all(LANES.map(play));
  console.log(`\n${outcomes.join('\n')}`);
  return failed === 0 ? 0 : 1;
}
