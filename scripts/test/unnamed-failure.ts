import type { Failure } from './outcome.ts';

const LINES = 20;

/** The failure of a run that ended badly without saying which test did: all there is to show is how it ended. */
export function unnamedFailure(exitCode: number, output: string): Failure {
  const end = output.trimEnd().split('\n').slice(-LINES).join('\n');
  return { name: `the run itself (exit code ${exitCode})`, error: end };
}
