import { readFileSync } from 'node:fs';

/** What the system says of itself in a file; empty where it does not: a sandbox or another system may not have it. */
export function readSystemFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
