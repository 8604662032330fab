import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { packageBin } from '../products/package-bin.ts';
import { outcomeOfHardhat } from './outcome-of-hardhat.ts';
import type { Outcome } from './outcome.ts';
import { runTool } from './run-tool.ts';
import { solidityTests } from './solidity-tests.ts';
import { NOTES, unreachedCalls } from './unreached-calls.ts';

/** How often games of another seed are added where those before left a call unreached. */
const MORE_SEEDS = 3;

/** Runs the contract tests written in Solidity; that their campaigns reached every call is a test like another. */
export async function playContracts({
  root,
  env,
}: {
  root: string;
  env: Record<string, string>;
}): Promise<Outcome> {
  await rm(join(root, NOTES), { recursive: true, force: true });
  const first = await play(root, env);
  // A campaign that failed did not play to its end.
  if (first.failures.length > 0) return first;
  let unreached = await unreachedCalls(root);
  for (let seed = 1; unreached.length > 0 && seed <= MORE_SEEDS; seed += 1) {
    console.log(`${unreached.join('\n')}\nonce more with seed ${seed}`);
    const { failures } = await play(root, { ...env, CULTIVAR_SEED: String(seed) });
    if (failures.length > 0) return { passed: first.passed, failures };
    unreached = await unreachedCalls(root);
  }
  if (unreached.length > 0) {
    const failure = { name: 'the campaigns reach every call', error: unreached.join('\n') };
    return { passed: first.passed, failures: [failure] };
  }
  console.log('ok the campaigns reached every call');
  return { passed: first.passed + 1, failures: [] };
}

async function play(root: string, env: Record<string, string>): Promise<Outcome> {
  const { code, output } = await runTool([packageBin(root, 'hardhat'), ...solidityTests(root)], {
    root,
    env,
  });
  return outcomeOfHardhat(code, output);
}
