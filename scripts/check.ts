import { join } from 'node:path';
import { CHECKS } from './check/checks.ts';
import { CommandFailedError } from './products/run-command.ts';

// npm run check: formatting, lint, types and generated files, without running any test.
const root = join(import.meta.dirname, '..');
let failures = 0;
for (const { name, run } of CHECKS) {
  try {
    await run(root);
    console.log(`ok ${name}`);
  } catch (error) {
    failures += 1;
    const text = error instanceof CommandFailedError ? error.lastLines : String(error);
    console.log(`failed ${name}\n${text}\n`);
  }
}
process.exitCode = failures === 0 ? 0 : 1;
