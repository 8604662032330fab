import { CommandFailedError } from '../products/run-command.ts';

const LINES = 20;

/** What an error tells about a build or a check: of a program that failed, the end of what it printed. */
export function lastWords(error: unknown): string {
  if (error instanceof CommandFailedError && error.lastLines) {
    return error.lastLines.split('\n').slice(-LINES).join('\n');
  }
  return error instanceof Error ? error.message : String(error);
}
