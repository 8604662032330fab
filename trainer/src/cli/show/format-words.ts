import type { DataFormat } from '@cultivar/sdk/spec';

/** A format and its columns in one line: `prompt-completion (prompt: question, completion: answer)`. */
export function formatWords({ name, ...columns }: DataFormat): string {
  const told = Object.entries(columns).map(([use, column]) => `${use}: ${column}`);
  return `${name} (${told.join(', ')})`;
}
