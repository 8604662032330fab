import type { Progress } from './progress/progress.ts';

/** Errors that the language itself throws: whoever sees one has found a bug, and needs its stack. */
const UNEXPECTED = new Set([
  'Error',
  'TypeError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'AssertionError',
]);

/** Tells why a run failed: one line for what has a name of its own, the stack for what nobody foresaw. */
export function tellFailure(progress: Progress, error: unknown): void {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  progress.line(`\n${UNEXPECTED.has(name) ? (stack ?? message) : message}`);
}
