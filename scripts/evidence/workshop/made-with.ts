import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * When and with what a page was made, as a sentence of it.
 *
 * @param packages of npm, installed at the root
 * @param others what else it was made with, with versions
 */
export function madeWith(root: string, packages: readonly string[], others: readonly string[] = []): string {
  const installed = packages.map((name) => {
    const manifest = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8');
    return `${name} ${(JSON.parse(manifest) as { version: string }).version}`;
  });
  const tools = [...others, ...installed, `Node ${process.versions.node}`];
  return `Made on ${new Date().toISOString().slice(0, 10)} with ${tools.join(', ')}.`;
}
