import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Proof } from './proof.ts';

/** Codes of the compiler's answers about one place: proved, and violated. */
const SAFE = '2961';
const VIOLATED = new Set(['4661', '2661', '4144', '3046']);
const QUERY_TIMEOUT_S = 60;

type Message = { errorCode: string; message: string; sourceLocation?: { start: number } };

/**
 * Proves assertions, and the absence of overflow and underflow, with the compiler's own SMTChecker.
 *
 * @param path a contract of pure functions, from the root; those that begin with `refuted` are controls
 * @param z3 the solver's program
 * @returns one proof a function
 */
export function proveArithmetic(root: string, path: string, z3: string): Proof[] {
  const solc = createRequire(join(root, 'package.json'))('solc') as {
    compile: (input: string, callbacks: object) => string;
  };
  const content = readFileSync(join(root, path), 'utf8');
  const name = path.split('/').at(-1)!.replace('.sol', '');
  const input = {
    language: 'Solidity',
    sources: { [path]: { content } },
    settings: {
      outputSelection: { [path]: { [name]: ['abi'] } },
      modelChecker: {
        // Bounded only in loops, of which there is none here.
        engine: 'bmc',
        contracts: { [path]: [name] },
        targets: ['assert', 'overflow', 'underflow', 'divByZero'],
        solvers: ['smtlib2'],
        ...{ showProvedSafe: true, showUnproved: true, timeout: QUERY_TIMEOUT_S * 1_000 },
      },
    },
  };
  const find = (imported: string) => {
    const file = [join(root, imported), join(root, 'node_modules', imported)].find((each) =>
      existsSync(each),
    );
    return file ? { contents: readFileSync(file, 'utf8') } : { error: `there is no ${imported}` };
  };
  const solve = (query: string) => ({
    contents: spawnSync(z3, ['-in', `-T:${QUERY_TIMEOUT_S}`], { input: query, encoding: 'utf8' }).stdout,
  });
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: find, smtSolver: solve })) as {
    errors?: Message[];
  };
  return functionsOf(content).map(({ functionName, start, end }) => {
    const about = (output.errors ?? []).filter(
      ({ sourceLocation }) => sourceLocation && sourceLocation.start >= start && sourceLocation.start < end,
    );
    const proved = about.length > 0 && about.every(({ errorCode }) => errorCode === SAFE);
    const violated = about.some(({ errorCode }) => VIOLATED.has(errorCode));
    const control = functionName.startsWith('refuted');
    const outcome = proved ? 'proved' : violated ? 'refuted' : 'undecided';
    return { subject: name, name: functionName, prover: 'SMTChecker', control, outcome };
  });
}

function functionsOf(content: string): { functionName: string; start: number; end: number }[] {
  const heads = [...content.matchAll(/function (\w+)\(/g)];
  return heads.map((head, i) => ({
    functionName: head[1]!,
    start: Buffer.byteLength(content.slice(0, head.index)),
    end: Buffer.byteLength(content.slice(0, heads[i + 1]?.index ?? content.length)),
  }));
}
