import { join } from 'node:path';
import { packageBin } from '../products/package-bin.ts';
import { runCommand } from '../products/run-command.ts';
import { checkLayout } from './layout.ts';

/** Something that is right or wrong about the sources, without running them. Rejects where it is wrong. */
export type Check = { name: string; run: (root: string) => Promise<unknown> };

/** Everything that can be checked without a test, quickest first. */
export const CHECKS: readonly Check[] = [
  { name: 'layout', run: checkLayout },
  { name: 'formatting', run: (root) => tool(root, 'prettier', ['--check', '--log-level', 'warn', '.']) },
  { name: 'lint', run: (root) => tool(root, 'oxlint', ['--type-aware', '--format=unix']) },
  {
    name: 'generated files',
    run: (root) =>
      runCommand(process.execPath, [join(root, 'scripts/codegen/run.ts'), '--check'], { cwd: root }),
  },
  { name: 'types', run: (root) => tool(root, 'typescript', ['-b', '--pretty', 'false'], 'tsc') },
];

function tool(root: string, name: string, args: readonly string[], command = name): Promise<string> {
  return runCommand(process.execPath, [packageBin(root, name, command), ...args], { cwd: root });
}
