import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** How contracts are compiled. */
export type Pipeline = { viaIR: boolean; optimizer: boolean };

/** A contract as it comes out of the compiler. */
export type Compiled = {
  abi: unknown[];
  evm: { bytecode: { object: string }; deployedBytecode: { object: string } };
};

/** A node of the compiler's syntax tree. `src` is `start:length:file`, in bytes. */
export type AstNode = { id: number; nodeType: string; src: string; [key: string]: unknown };

/** A source file with its syntax tree. */
export type Parsed = { content: string; ast: AstNode };

/** What the compiler says about some sources. */
export type Compilation = {
  /** Errors alone; empty when everything compiled. */
  errors: readonly string[];
  /** By source file and name. */
  contracts: Readonly<Record<string, Record<string, Compiled>>>;
  sources: Readonly<Record<string, { ast: AstNode }>>;
};

export type CompileOptions = {
  /** Contents that stand in for what lies on disk, by path. */
  overrides?: Readonly<Record<string, string>>;
  pipeline?: Pipeline;
};

/** The pinned compiler, loaded once and kept, so that a small change compiles in about a second. */
export type SolidityCompiler = {
  /** Makes the code of one contract, or of all (`*`), of a source file. */
  compile: (path: string, contract: string, options?: CompileOptions) => Compilation;
  /**
   * Makes the syntax tree of a source file.
   *
   * @param through a file that imports it: in a circle of imports, not every file compiles first
   */
  parse: (path: string, through: string) => Parsed;
  /** Makes the syntax trees of many source files at once, whose nodes know each other, and no code. */
  analyze: (paths: readonly string[], overrides?: Readonly<Record<string, string>>) => Analysis;
};

/** A mistake in a source file, and the byte of the file where it begins. */
export type Fault = { message: string; path: string; start: number };

/** What the compiler understands of some sources. */
export type Analysis = {
  faults: readonly Fault[];
  /** By path; without trees where there are faults. */
  files: Readonly<Record<string, Parsed>>;
};

type Output = {
  errors: { severity: string; message: string; sourceLocation?: { file: string; start: number } }[];
  contracts: Compilation['contracts'];
  sources: Compilation['sources'];
};

type Solc = {
  compile: (
    input: string,
    callbacks: { import: (path: string) => { contents?: string; error?: string } },
  ) => string;
};

/** The quickest to compile. Some contracts are too deep for it: those go through IR. */
const QUICK: Pipeline = { viaIR: false, optimizer: false };

/** @param root folder in which sources and `node_modules` are found */
export function openSolidityCompiler(root: string): SolidityCompiler {
  const solc = createRequire(join(root, 'package.json'))('solc') as Solc;

  function read(path: string): { contents: string } | { error: string } {
    const file = [join(root, path), join(root, 'node_modules', path)].find((name) => existsSync(name));
    return file ? { contents: readFileSync(file, 'utf8') } : { error: `there is no ${path}` };
  }

  function solve(
    paths: readonly string[],
    selection: object,
    { overrides = {}, pipeline = QUICK }: CompileOptions,
  ): Output {
    const found = (name: string) =>
      overrides[name] === undefined ? read(name) : { contents: overrides[name] };
    const content = (path: string) => {
      const source = found(path);
      if ('error' in source) throw new TypeError(source.error);
      return source.contents;
    };
    const input = {
      language: 'Solidity',
      sources: Object.fromEntries(paths.map((path) => [path, { content: content(path) }])),
      settings: {
        evmVersion: 'cancun',
        viaIR: pipeline.viaIR,
        optimizer: { enabled: pipeline.optimizer },
        // No hash of the sources at the end, so that equal code is equal.
        metadata: { appendCBOR: false },
        outputSelection: selection,
      },
    };
    const output = JSON.parse(solc.compile(JSON.stringify(input), { import: found })) as Partial<Output>;
    const errors = (output.errors ?? []).filter(({ severity }) => severity === 'error');
    return { errors, contracts: output.contracts ?? {}, sources: output.sources ?? {} };
  }

  function run(path: string, wanted: string, outputs: object, options: CompileOptions): Compilation {
    const { errors, contracts, sources } = solve([path], { [wanted]: outputs }, options);
    return { errors: errors.map(({ message }) => message), contracts, sources };
  }

  return {
    compile: (path, contract, options = {}) =>
      run(path, path, { [contract]: ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object'] }, options),
    parse(path, through) {
      const { errors, sources } = run(through, '*', { '': ['ast'] }, {});
      const content = read(path);
      if (errors.length > 0 || 'error' in content) throw new TypeError(`${path}: ${errors.join('; ')}`);
      return { content: content.contents, ast: sources[path]!.ast };
    },
    analyze(paths, overrides = {}) {
      const { errors, sources } = solve(paths, { '*': { '': ['ast'] } }, { overrides });
      const faults = errors.map(({ message, sourceLocation }) => {
        return { message, path: sourceLocation?.file ?? '', start: sourceLocation?.start ?? -1 };
      });
      const files = Object.entries(sources).map(([path, { ast }]) => {
        const source = overrides[path] === undefined ? read(path) : { contents: overrides[path] };
        return [path, { content: 'contents' in source ? source.contents : '', ast }] as const;
      });
      return { faults, files: Object.fromEntries(files) };
    },
  };
}
