import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lastRunSchema, type LastRun } from '../../scripts/start/flow/last-run.ts';
import { sharedState, type TestState } from '../../scripts/test/shared-state.ts';

const root = join(import.meta.dirname, '../..');
const SCRATCH = process.env.CULTIVAR_TEST_SCRATCH ?? join(root, '.cultivar/test');

/** `npm start` without its first step, run by the tests. */
export type StartedCultivar = { child: ChildProcess; output: () => string; ended: Promise<number | null> };

/** Starts Cultivar on a state. */
export function startCultivar({ env }: TestState, args: readonly string[]): StartedCultivar {
  const child = spawn(process.execPath, [join(root, 'scripts/start/run.ts'), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (process.env.CI) process.stdout.write(text);
    });
  }
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { child, output: () => output, ended };
}

/** What the newest finished main job has left, or undefined. */
export async function lastRunOf({ folder }: TestState): Promise<LastRun | undefined> {
  const file = join(folder, 'last-run.json');
  if (!existsSync(file)) return undefined;
  return lastRunSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

/**
 * A state in which the main job has been done once: by an earlier test, or now.
 *
 * @throws Error with all that was printed, when it failed
 */
export async function stateWithMainJob(): Promise<{ state: TestState; first: LastRun }> {
  const state = await sharedState(SCRATCH);
  const kept = join(state.folder, 'first-run.json');
  if (!existsSync(kept)) {
    const { ended, output } = startCultivar(state, ['--once']);
    const code = await ended;
    if (code !== 0) throw new Error(`the main job ended with code ${code}:\n${output()}`);
    await writeFile(kept, JSON.stringify(await lastRunOf(state)));
  }
  return { state, first: lastRunSchema.parse(JSON.parse(await readFile(kept, 'utf8'))) };
}
