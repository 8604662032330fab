import { join } from 'node:path';
import { packageBin } from './products/package-bin.ts';
import { runCommand } from './products/run-command.ts';

// npm run format: writes every file as the formatter would.
const root = join(import.meta.dirname, '..');
const args = [packageBin(root, 'prettier'), '--write', '--log-level', 'warn', '.'];
process.stdout.write(await runCommand(process.execPath, args, { cwd: root }));
