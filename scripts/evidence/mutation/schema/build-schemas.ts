import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { openQuickBuild } from '../../workshop/quick-build.ts';
import type { Keep } from '../../workshop/quick-build.ts';
import type { Compiled, SolidityCompiler } from '../../workshop/solidity-compiler.ts';
import type { Mutant } from '../mutant.ts';
import { writeSchemas } from './write-schemas.ts';
import type { Schemas } from './write-schemas.ts';

/**
 * Gives a copy artifacts with every mutant behind a switch.
 *
 * @param options.refused ids of mutants that are known not to compile
 * @param options.folder where code is kept for as long as its sources are the same
 */
export async function buildSchemas(
  copy: string,
  compiler: SolidityCompiler,
  options: { mutants: readonly Mutant[]; refused: readonly string[]; folder: string },
): Promise<Schemas> {
  const { mutants, refused, folder } = options;
  const schemas = writeSchemas(copy, compiler, mutants, refused);
  await openQuickBuild(copy, compiler, { sources: schemas.sources, keep: keepIn(folder, schemas.sources) });
  return schemas;
}

function keepIn(folder: string, sources: Readonly<Record<string, string>>): Keep {
  mkdirSync(folder, { recursive: true });
  return (path, make) => {
    const hash = createHash('sha256');
    for (const name of reachableFrom(path, sources)) hash.update(name).update(sources[name] ?? '');
    const file = join(folder, `${posix.basename(path, '.sol')}-${hash.digest('hex').slice(0, 16)}.json`);
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Compiled>;
    const made = make();
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(made));
    renameSync(`${file}.${process.pid}`, file);
    return made;
  };
}

/** A source and all of the sources that it imports; packages never change. */
function reachableFrom(path: string, sources: Readonly<Record<string, string>>): Set<string> {
  const reached = new Set([path]);
  for (const each of reached) {
    for (const [, imported] of (sources[each] ?? '').matchAll(/from "(\.[^"]+)"/g)) {
      reached.add(posix.join(posix.dirname(each), imported!));
    }
  }
  return reached;
}
