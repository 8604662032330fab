import { stripVTControlCharacters } from 'node:util';
import type { Failure } from './outcome.ts';

const MAX_LINES = 20;

/**
 * The failures of a run once more, together, because what was printed as they happened may be thousands of lines up.
 *
 * @returns the section, ending in a line break; empty when nothing failed
 */
export function listFailures(stages: readonly { name: string; failures: readonly Failure[] }[]): string {
  const entries = stages.flatMap(({ name: stage, failures }) =>
    failures.map(({ name, error }) => `${stage}: ${name}\n${firstLines(error)}\n`),
  );
  return entries.length === 0 ? '' : `\n--- failures\n${entries.join('\n')}`;
}

function firstLines(error: string): string {
  const lines = stripVTControlCharacters(error).trimEnd().split('\n');
  const left = lines.length - MAX_LINES;
  const shown = left > 0 ? [...lines.slice(0, MAX_LINES), `… ${left} more lines`] : lines;
  return shown.map((line) => `    ${line}`.trimEnd()).join('\n');
}
