import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A part of a suite that can be run alone. */
export type Part = {
  name: string;
  about: string;
  /** @returns the exit code */
  run: (root: string) => Promise<number>;
};

type Played = {
  part: Part;
  outcome: 'passed' | 'passed before' | 'FAILED' | 'not asked for';
  seconds: number;
};

/**
 * Runs a suite part by part and ends with a table. A part that passed is remembered with the state of the working tree
 * in `.cultivar/deep/`, and not run again while that stays what it was, unless it is asked for by name.
 *
 * @returns the exit code: 0 when no part failed, 2 when one was asked for that there is not
 */
export async function playParts(
  suite: string,
  parts: readonly Part[],
  wanted: readonly string[],
  root: string,
): Promise<number> {
  const names = parts.map(({ name }) => name);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    console.error(`${suite} has no part ${unknown}; it has ${names.join(', ')}`);
    return 2;
  }
  const path = join(root, '.cultivar/deep', `${suite}.json`);
  const tree = treeDigest(root);
  const passed = await readPassed(path, tree);
  const played: Played[] = [];
  for (const [at, part] of parts.entries()) {
    if (wanted.length > 0 && !wanted.includes(part.name)) {
      played.push({ part, outcome: 'not asked for', seconds: 0 });
      continue;
    }
    if (wanted.length === 0 && passed.has(part.name)) {
      played.push({ part, outcome: 'passed before', seconds: 0 });
      continue;
    }
    console.log(`\n--- ${suite} ${at + 1}/${parts.length}: ${part.name}, ${part.about}`);
    const started = performance.now();
    const code = await part.run(root);
    const seconds = (performance.now() - started) / 1000;
    played.push({ part, outcome: code === 0 ? 'passed' : 'FAILED', seconds });
    if (code !== 0) passed.delete(part.name);
    else passed.add(part.name);
    await mkdir(join(root, '.cultivar/deep'), { recursive: true });
    await writeFile(path, JSON.stringify({ tree, passed: [...passed] }));
  }
  show(suite, played);
  return played.some(({ outcome }) => outcome === 'FAILED') ? 1 : 0;
}

function show(suite: string, played: readonly Played[]): void {
  console.log(`\n| ${suite} | outcome | minutes | |\n|---|---|---|---|`);
  for (const { part, outcome, seconds } of played) {
    const minutes = seconds > 0 ? (seconds / 60).toFixed(1) : '';
    console.log(`| ${part.name} | ${outcome} | ${minutes} | ${part.about} |`);
  }
}

/** What passed with the working tree as it is. */
async function readPassed(path: string, tree: string): Promise<Set<string>> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  const known = JSON.parse(text) as { tree?: string; passed?: string[] };
  return new Set(known.tree === tree ? known.passed : []);
}

/** The commit, and everything that differs from it. */
function treeDigest(root: string): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, maxBuffer: 1 << 28 });
  const hash = createHash('sha256');
  for (const args of [
    ['rev-parse', 'HEAD'],
    ['diff', 'HEAD'],
    ['status', '--porcelain'],
  ])
    hash.update(git(...args));
  return hash.digest('hex');
}
