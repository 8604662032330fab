import { listFailures } from './list-failures.ts';
import type { Outcome } from './outcome.ts';
import type { Stage, StageContext } from './stage.ts';

/**
 * Runs stage after stage. Says how each went, then every failure again, then the one line `N passed, N failed`.
 *
 * @returns how many checks and tests failed
 */
export async function runStages(
  stages: readonly Stage[],
  context: StageContext,
  say: (text: string) => void,
): Promise<number> {
  const outcomes: (Outcome & { name: string })[] = [];
  for (const { name, run } of stages) {
    say(`\n--- ${name}`);
    const startedMs = performance.now();
    const { passed, failures } = await run(context).catch(broken);
    outcomes.push({ name, passed, failures });
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(0);
    say(`--- ${name}: ${passed} passed, ${failures.length} failed, ${seconds} s`);
  }
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failures.length, 0);
  say(`${listFailures(outcomes)}\n${passed} passed, ${failed} failed`);
  return failed;
}

/** A stage that could not be run to its end: what did not run has not passed. */
function broken(error: unknown): Outcome {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { passed: 0, failures: [{ name: 'the stage itself', error: text }] };
}
