import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of all contracts below a root, in order. */
export function contractSources(root: string): string[] {
  return readdirSync(join(root, 'contracts'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sol'))
    .map((name) => `contracts/${name}`)
    .toSorted();
}
