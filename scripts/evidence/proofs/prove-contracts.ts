import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { runTool } from '../../test/run-tool.ts';
import type { Proof } from './proof.ts';
import { writeForgeOutput } from './write-forge-output.ts';

/** What halmos says of a test: 0 passed, 1 has a counterexample, the rest did not get so far. */
type HalmosReport = { test_results: Record<string, { name: string; exitcode: number }[]> };

const LOOP_BOUND = 8;
const ASSERTION_TIMEOUT_MS = 60_000;

/**
 * Proves `check_` functions of contracts symbolically, over their real code.
 *
 * @param names proof contracts below `test/contracts/proofs`
 * @param options.bin folder of halmos and z3
 * @param options.folder for what is compiled and reported
 */
export async function proveContracts(
  names: readonly string[],
  { root, bin, folder }: { root: string; bin: string; folder: string },
): Promise<Proof[]> {
  await writeForgeOutput(
    root,
    names.map((name) => `test/contracts/proofs/${name}.sol`),
    folder,
  );
  const path = [await emptyForge(folder), bin, process.env.PATH].join(delimiter);
  const proofs: Proof[] = [];
  for (const subject of names) {
    const report = join(folder, `${subject}.json`);
    await rm(report, { force: true });
    // Its default solver has passed what is false: z3, always.
    const args = [
      ...['--root', folder, '--contract', subject, '--function', 'check_', '--solver', 'z3', '--no-status'],
      ...['--loop', String(LOOP_BOUND), '--solver-timeout-assertion', String(ASSERTION_TIMEOUT_MS)],
      ...['--storage-layout', 'solidity', '--disable-gc', '--json-output', report],
    ];
    await runTool(args, { root: folder, command: join(bin, 'halmos'), env: { PATH: path } });
    const { test_results } = JSON.parse(await readFile(report, 'utf8')) as HalmosReport;
    for (const { name, exitcode } of Object.values(test_results).flat()) {
      const outcome = exitcode === 0 ? 'proved' : exitcode === 1 ? 'refuted' : 'undecided';
      const plain = name.replace(/\(.*$/, '');
      proofs.push({ subject, name: plain, prover: 'halmos', control: plain.includes('REFUTED'), outcome });
    }
  }
  return proofs;
}

/** Halmos calls forge before it reads its files. They are there already. */
async function emptyForge(folder: string): Promise<string> {
  const bin = join(folder, 'bin');
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, 'forge'), '#!/bin/sh\nexit 0\n');
  await chmod(join(bin, 'forge'), 0o755);
  return bin;
}
