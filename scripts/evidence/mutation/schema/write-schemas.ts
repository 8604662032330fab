import type { Fault, Parsed, SolidityCompiler } from '../../workshop/solidity-compiler.ts';
import type { Mutant } from '../mutant.ts';
import { placesIn } from '../place.ts';
import type { Place } from '../place.ts';
import { sourceText } from '../source-text.ts';
import { contractSources } from './contract-sources.ts';
import { constantsAsFunctions } from './constants-as-functions.ts';
import { schemaOf } from './schema.ts';
import type { Schema } from './schema.ts';
import { SWITCH_IMPORT, SWITCH_PATH, SWITCH_SOURCE } from './switch.ts';

/** All sources with all mutants in them. */
export type Schemas = {
  /** Contents by path. */
  sources: Readonly<Record<string, string>>;
  /** Ids of mutants that do not compile. */
  invalid: ReadonlySet<string>;
  /** Ids of mutants that cannot be switched: they are built one by one. */
  left: ReadonlySet<string>;
};

/** The mutants are not those of the sources. */
export class SchemaMismatchError extends Error {
  override readonly name = 'SchemaMismatchError';
}

/** The compiler refuses a source, and no mutant is to blame. */
export class SchemaFaultError extends Error {
  override readonly name = 'SchemaFaultError';
}

/**
 * Writes every source of a copy with its mutants behind a switch, without those that the compiler refuses.
 *
 * @param refused ids of mutants that are known not to compile
 * @throws SchemaMismatchError, SchemaFaultError
 */
export function writeSchemas(
  copy: string,
  compiler: SolidityCompiler,
  mutants: readonly Mutant[],
  refused: readonly string[] = [],
): Schemas {
  const paths = contractSources(copy);
  const sources = constantsAsFunctions(asViews(ownFiles(compiler, paths, {})));
  const files = ownFiles(compiler, paths, sources);
  const places = new Map(
    paths.map((path) => {
      const { content, ast } = files[path]!;
      return [path, withIds(path, placesIn(ast, sourceText(content)), mutants)] as const;
    }),
  );
  const invalid = new Set(refused);
  for (;;) {
    const schemas = new Map(
      paths.map((path) => {
        const valid = places.get(path)!.filter(({ id }) => !invalid.has(id));
        return [path, schemaOf(files[path]!.content, valid, SWITCH_IMPORT)] as const;
      }),
    );
    const contents = Object.fromEntries([...schemas].map(([path, { content }]) => [path, content]));
    contents[SWITCH_PATH] = SWITCH_SOURCE;
    const blamed = blame(compiler.analyze(paths, contents).faults, schemas, mutants);
    if (blamed.length === 0) {
      return { sources: contents, invalid, left: new Set([...schemas.values()].flatMap(({ left }) => left)) };
    }
    for (const id of blamed) invalid.add(id);
  }
}

/** The switch is a view. Both words have four letters, so the trees stay right. */
function asViews(files: Readonly<Record<string, Parsed>>): Record<string, Parsed> {
  return Object.fromEntries(
    Object.entries(files).map(([path, { content, ast }]) => [
      path,
      { content: content.replaceAll(/\bpure\b/g, 'view'), ast },
    ]),
  );
}

function ownFiles(compiler: SolidityCompiler, paths: readonly string[], overrides: Record<string, string>) {
  const { faults, files } = compiler.analyze(paths, overrides);
  const [fault] = faults;
  if (fault) throw new SchemaFaultError(`${fault.path}, byte ${fault.start}: ${fault.message}`);
  return Object.fromEntries(paths.map((path) => [path, files[path]!]));
}

/** Rewritten sources have the same changes in the same order. */
function withIds(
  path: string,
  places: readonly Place[],
  mutants: readonly Mutant[],
): (Place & { id: string })[] {
  const own = mutants.filter(({ target }) => target.source === path);
  if (own.length === 0) return [];
  return places.map((place, i) => {
    const mutant = own[i];
    if (own.length !== places.length || mutant?.operator !== place.change.operator) {
      throw new SchemaMismatchError(`${path}: ${own.length} mutants, ${places.length} places; ${i} differs`);
    }
    return { ...place, id: mutant.id };
  });
}

/**
 * Ids of the mutants in whose text the faults lie; or which take away what sets the variable that a fault begins with.
 */
function blame(
  faults: readonly Fault[],
  schemas: ReadonlyMap<string, Schema>,
  mutants: readonly Mutant[],
): string[] {
  return faults.map(({ message, path, start }) => {
    const { content = '', spans = [] } = schemas.get(path) ?? {};
    const from = Buffer.from(content).subarray(start).toString();
    const span = message.includes(UNSET)
      ? spans.find(takesAwayOf(from, start, mutants))
      : spans.find((each) => each.start <= start && start < each.end);
    if (!span) throw new SchemaFaultError(`${path}, byte ${start}: ${message}: ${from.slice(0, 200)}`);
    return span.id;
  });
}

/** What the compiler says of a variable that a deleted statement would have set. */
const UNSET = 'without prior assignment';
/** Bytes between such a variable and the statement, at most. */
const NEAR = 1_500;

function takesAwayOf(from: string, start: number, mutants: readonly Mutant[]) {
  const declared = /^[\w.]+ (?:storage|calldata) (\w+)/.exec(from)?.[1];
  const variable = declared ?? /^\w+/.exec(from)?.[0];
  const deletions = new Set(
    mutants
      .filter(({ replacement, original }) => replacement === '{}' && original.startsWith(`${variable} =`))
      .map(({ id }) => id),
  );
  return (span: { id: string; start: number }) => {
    const distance = declared ? span.start - start : start - span.start;
    return deletions.has(span.id) && distance > 0 && distance < NEAR;
  };
}
