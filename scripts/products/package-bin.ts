import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The file behind a command that an installed package brings, to be run by Node itself: no shell, no PATH.
 *
 * @param root the project's root
 * @param name the package, and the command when it is called otherwise
 */
export function packageBin(root: string, name: string, command = name.split('/').at(-1)!): string {
  const file = join(root, 'node_modules', name, 'package.json');
  const { bin } = JSON.parse(readFileSync(file, 'utf8')) as { bin?: string | Record<string, string> };
  const path = typeof bin === 'string' ? bin : bin?.[command];
  if (!path) throw new TypeError(`${name} brings no command ${command}`);
  return join(dirname(file), path);
}
