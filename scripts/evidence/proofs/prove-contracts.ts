import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Proof } from './proof.ts';
import { writeForgeOutput } from './write-forge-output.ts';

/** What halmos says of a test: 0 passed, 1 has a counterexample, the rest did not get so far. */
type HalmosReport = { test_results: Record<string, { exitcode: number }[]> };

const LOOP_BOUND = 8;
const ASSERTION_TIMEOUT_MS = 60_000;
/** Of one property; more than any of them needs, so that a run ends. */
const LIMIT_MS = 900_000;

/**
 * Proves `check_` functions of contracts symbolically, over their real code, one after the other.
 *
 * @param names proof contracts below `test/contracts/proofs`
 * @param options.bin folder of halmos and z3
 * @param options.folder for what is compiled, reported, and said about each proof
 * @param options.tell hears of each proof when it is done
 */
export async function proveContracts(
  names: readonly string[],
  options: { root: string; bin: string; folder: string; tell: (proof: Proof) => void },
): Promise<Proof[]> {
  const { root, bin, folder, tell } = options;
  const paths = names.map((name) => `test/contracts/proofs/${name}.sol`);
  await writeForgeOutput(root, paths, folder);
  const path = [await emptyForge(folder), bin, process.env.PATH].join(delimiter);
  const proofs: Proof[] = [];
  for (const [i, subject] of names.entries()) {
    const source = await readFile(join(root, paths[i]!), 'utf8');
    for (const [, name] of source.matchAll(/function (check_\w+)\(/g)) {
      const proof = await prove(subject, name!, { bin, folder, path });
      tell(proof);
      proofs.push(proof);
    }
  }
  return proofs;
}

async function prove(
  subject: string,
  name: string,
  { bin, folder, path }: { bin: string; folder: string; path: string },
): Promise<Proof> {
  const report = join(folder, `${subject}.${name}.json`);
  await rm(report, { force: true });
  // Its default solver has passed what is false: z3, always.
  const args = [
    ...['--root', folder, '--contract', subject, '--match-test', `^${name}\\(`, '--solver', 'z3'],
    ...['--loop', String(LOOP_BOUND), '--solver-timeout-assertion', String(ASSERTION_TIMEOUT_MS)],
    ...['--storage-layout', 'solidity', '--disable-gc', '--no-status', '--json-output', report],
  ];
  const startedMs = performance.now();
  const log = await open(join(folder, `${subject}.${name}.log`), 'w');
  const env = { ...process.env, PATH: path };
  await runForAtMost(LIMIT_MS, join(bin, 'halmos'), args, { cwd: folder, env, log: log.fd });
  await log.close();
  const seconds = (performance.now() - startedMs) / 1000;
  const about = { subject, name, prover: 'halmos' as const, control: name.includes('REFUTED'), seconds };
  if (!existsSync(report)) return { ...about, outcome: 'undecided' };
  const { test_results } = JSON.parse(await readFile(report, 'utf8')) as HalmosReport;
  const codes = Object.values(test_results)
    .flat()
    .map(({ exitcode }) => exitcode);
  const proved = codes.length > 0 && codes.every((code) => code === 0);
  return { ...about, outcome: proved ? 'proved' : codes.includes(1) ? 'refuted' : 'undecided' };
}

/** Runs a program with all that it starts; ends them when the time is over. */
async function runForAtMost(
  limitMs: number,
  command: string,
  args: readonly string[],
  { cwd, env, log }: { cwd: string; env: NodeJS.ProcessEnv; log: number },
): Promise<void> {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', log, log], detached: true });
  const timer = setTimeout(() => {
    console.log(`stopped after ${limitMs / 1000} s: ${args.join(' ')}`);
    if (child.pid) process.kill(-child.pid, 'SIGKILL');
  }, limitMs);
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  }).finally(() => clearTimeout(timer));
}

/** Halmos calls forge before it reads its files. They are there already. */
async function emptyForge(folder: string): Promise<string> {
  const bin = join(folder, 'bin');
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, 'forge'), '#!/bin/sh\nexit 0\n');
  await chmod(join(bin, 'forge'), 0o755);
  return bin;
}
