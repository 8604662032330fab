import { existsSync, readdirSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';

// npm run evidence -- <tool> [arguments]: runs one tool, which prints its figures and says which page holds them.
const folder = import.meta.dirname;
const tools = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'run.ts')));
const [tool, ...args] = process.argv.slice(2);
if (!tool || !tools.includes(tool)) {
  console.error(`npm run evidence -- TOOL, where TOOL is one of: ${tools.join(', ')}`);
  process.exitCode = 2;
} else {
  const child = spawn(process.execPath, [join(folder, tool, 'run.ts'), ...args], { stdio: 'inherit' });
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? (signal ? 1 : 0);
  });
}
