import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { packageBin } from '../products/package-bin.ts';
import { outcomeOfHardhat } from './outcome-of-hardhat.ts';
import type { Outcome } from './outcome.ts';
import { runTool } from './run-tool.ts';
import { solidityTests } from './solidity-tests.ts';
import { NOTES, unreachedCalls } from './unreached-calls.ts';

/** Runs the contract tests written in Solidity; that their campaigns reached every call is a test like another. */
export async function playContracts({
  root,
  env,
}: {
  root: string;
  env: Record<string, string>;
}): Promise<Outcome> {
  await rm(join(root, NOTES), { recursive: true, force: true });
  const { code, output } = await runTool([packageBin(root, 'hardhat'), ...solidityTests(root)], {
    root,
    env,
  });
  const outcome = outcomeOfHardhat(code, output);
  // A campaign that failed did not play to its end.
  if (outcome.failures.length > 0) return outcome;
  const unreached = await unreachedCalls(root);
  console.log(unreached.length === 0 ? 'ok the campaigns reached every call' : unreached.join('\n'));
  if (unreached.length === 0) return { passed: outcome.passed + 1, failures: [] };
  const failure = { name: 'the campaigns reach every call', error: unreached.join('\n') };
  return { passed: outcome.passed, failures: [failure] };
}
