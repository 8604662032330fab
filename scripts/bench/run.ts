import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { spawn } from 'node:child_process';

// npm run bench -- <suite>: runs one suite, which prints its table and writes .cultivar/bench/<suite>.json.
const folder = import.meta.dirname;
const suites = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'run.ts')
  .map((file) => basename(file, '.ts'));
const [suite, ...args] = process.argv.slice(2);
if (!suite || !suites.includes(suite) || !existsSync(join(folder, `${suite}.ts`))) {
  console.error(`npm run bench -- SUITE, where SUITE is one of: ${suites.join(', ') || '(none yet)'}`);
  process.exitCode = 2;
} else {
  const child = spawn(process.execPath, [join(folder, `${suite}.ts`), ...args], { stdio: 'inherit' });
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? (signal ? 1 : 0);
  });
}
