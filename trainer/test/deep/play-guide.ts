import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { guideLines } from '../support/guide-lines.ts';

// node trainer/test/deep/play-guide.ts
// Plays the lines of docs/guides/trainer.md as somebody new would type them, in their order, in an empty folder: those
// that name rows of the repository or what a line before them made. Ends with 1 at the first line that fails.

const root = fileURLToPath(new URL('../../../', import.meta.url));
const PROGRAM = join(root, 'trainer', 'src', 'cli.ts');
/** What only the reader has. */
const OF_THE_READER = /(?<![\w/])(rows|pairs|test|job|request)\.jsonl?|books\.txt|my-(model|adapter)/;

/** @returns the exit code of `line`, typed in `folder` */
async function play(line: string, folder: string): Promise<number> {
  const shell = `npm() { shift 3; "$NODE" --no-warnings "$PROGRAM" "$@"; }; ${line}`;
  const typed = spawn('bash', ['-c', shell], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE: process.execPath, PROGRAM },
  });
  const [code] = (await once(typed, 'exit')) as [number | null];
  return code ?? 1;
}

const lines = guideLines(await readFile(join(root, 'docs', 'guides', 'trainer.md'), 'utf8'));
const played = lines.filter((line) => !OF_THE_READER.test(line));
if (played.length === 0) throw new Error('the guide has no line that can be played');
const folder = await mkdtemp(join(tmpdir(), 'cultivar-guide-'));
try {
  await symlink(join(root, 'scripts'), join(folder, 'scripts'));
  for (const line of played) {
    const start = performance.now();
    console.log(`\n$ ${line}`);
    const code = await play(line, folder);
    console.log(
      `${code === 0 ? 'done' : `exit code ${code}`} after ${((performance.now() - start) / 1000).toFixed(0)} s`,
    );
    if (code !== 0) {
      process.exitCode = 1;
      break;
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
if (process.exitCode === undefined) {
  console.log(
    `\n${played.length} lines played; ${lines.length - played.length} name files that only a reader has.`,
  );
}
