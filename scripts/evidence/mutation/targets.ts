import { readFile, readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';

/** A source file that is mutated. */
export type Target = {
  /** From the root. */
  source: string;
  /** Source files whose contracts contain the mutated code. */
  compiled: readonly string[];
  /** Beginnings of the test files that are about it; these run first, the other contracts' tests after them. */
  tests: readonly string[];
};

/** Interfaces have no code, mocks never deploy, and what these draw or write out decides nothing. */
const LEFT_OUT = /\/(interfaces|mocks)\/|\/(LicenseCard|Cid)\.sol$/;
/** Functions that describe a token, and decide nothing. */
export const UNDECISIVE_MEMBERS: ReadonlySet<string> = new Set(['tokenURI', 'supportsInterface']);
/** Contracts on chain, and the double through which tests reach libraries. */
const COMPILED = /^contracts\/([^/]+|mocks\/LibraryDoor)\.sol$/;

/**
 * Everything that moves money, authorises or decides a dispute, with the libraries that it counts with.
 *
 * @param leftOut sources that are no targets
 */
export async function findTargets(root: string, leftOut = LEFT_OUT): Promise<Target[]> {
  const names = (await readdir(join(root, 'contracts'), { recursive: true })).filter((name) =>
    name.endsWith('.sol'),
  );
  const sources = names.map((name) => `contracts/${name}`).toSorted();
  const imports = new Map<string, string[]>();
  for (const source of sources) imports.set(source, await importsOf(root, source));
  const reached = new Map(sources.map((source) => [source, reachableFrom(source, imports)]));
  return sources
    .filter((source) => !leftOut.test(source))
    .map((source) => {
      const compiled = sources.filter((user) => COMPILED.test(user) && reached.get(user)!.has(source));
      return { source, compiled, tests: [...new Set([source, ...compiled].map(testName))] };
    });
}

/** A file and everything that it imports; interfaces may import one another in a circle. */
function reachableFrom(source: string, imports: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set([source]);
  for (const each of reached) for (const imported of imports.get(each) ?? []) reached.add(imported);
  return reached;
}

async function importsOf(root: string, source: string): Promise<string[]> {
  const text = await readFile(join(root, source), 'utf8');
  return [...text.matchAll(/from "(\.[^"]+)"/g)].map(([, path]) => posix.join(posix.dirname(source), path!));
}

/** `contracts/LicenseMarket.sol` is tested in files that begin with `license-market`. */
function testName(source: string): string {
  const name = posix.basename(source, '.sol');
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}
