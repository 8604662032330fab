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
  parse: (path: string, through: string) => { content: string; ast: AstNode };
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

  function run(
    path: string,
    wanted: string,
    outputs: object,
    { overrides = {}, pipeline = QUICK }: CompileOptions,
  ): Compilation {
    const found = (name: string) =>
      overrides[name] === undefined ? read(name) : { contents: overrides[name] };
    const source = found(path);
    if ('error' in source) throw new TypeError(source.error);
    const input = {
      language: 'Solidity',
      sources: { [path]: { content: source.contents } },
      settings: {
        evmVersion: 'cancun',
        viaIR: pipeline.viaIR,
        optimizer: { enabled: pipeline.optimizer },
        // No hash of the sources at the end, so that equal code is equal.
        metadata: { appendCBOR: false },
        outputSelection: { [wanted]: outputs },
      },
    };
    const output = JSON.parse(solc.compile(JSON.stringify(input), { import: found })) as {
      errors?: { severity: string; message: string }[];
      contracts?: Compilation['contracts'];
      sources?: Compilation['sources'];
    };
    const errors = (output.errors ?? []).filter(({ severity }) => severity === 'error');
    return {
      errors: errors.map(({ message }) => message),
      contracts: output.contracts ?? {},
      sources: output.sources ?? {},
    };
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
  };
}
