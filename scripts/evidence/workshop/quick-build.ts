import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Compiled, Pipeline, SolidityCompiler } from './solidity-compiler.ts';

/** Code by contract, or the compiler's errors. */
export type Built = { code: Record<string, string> } | { errors: readonly string[] };

/** Builds a copy's contracts in the quickest way that works for each, and keeps its artifacts current. */
export type QuickBuild = {
  /** Code of the unchanged contracts, by name. */
  original: Readonly<Record<string, string>>;
  /** Compiles a source file with contents that stand in for others, and writes what it made. */
  build: (path: string, overrides?: Readonly<Record<string, string>>) => Promise<Built>;
  /** Puts the unchanged artifacts of a source file back. */
  restore: (path: string) => Promise<void>;
};

/** Code of a source file's contracts, kept from before or made now. */
export type Keep = (path: string, make: () => Record<string, Compiled>) => Record<string, Compiled>;

const ACCESS_MANAGER = '@openzeppelin/contracts/access/manager/AccessManager.sol';
/** Contracts, and the tests' doubles; the rest is in their code. */
const DEPLOYED = /^(mocks\/)?\w+\.sol$/;
const THROUGH_IR: Pipeline = { viaIR: true, optimizer: false };

/**
 * Builds everything in a copy once.
 *
 * @param options.sources contents that stand in for those of the copy throughout
 * @param options.keep gets a source file's path and what makes its code, and may know the code already
 * @throws TypeError when something does not compile unchanged
 */
export async function openQuickBuild(
  copy: string,
  compiler: SolidityCompiler,
  options: { sources?: Readonly<Record<string, string>>; keep?: Keep } = {},
): Promise<QuickBuild> {
  const { sources = {}, keep = (_path, make) => make() } = options;
  const deep = new Set<string>();
  const unchanged = new Map<string, Record<string, Compiled>>();
  const own = await readdir(join(copy, 'contracts'), { recursive: true });
  const deployed = own.filter((name) => DEPLOYED.test(name)).map((name) => `contracts/${name}`);
  const original: Record<string, string> = {};
  for (const path of [...deployed, ACCESS_MANAGER]) {
    const contracts = keep(path, () => {
      const made = compile(path, {});
      if (Array.isArray(made)) throw new TypeError(`${path}: ${made.join('; ')}`);
      return made;
    });
    unchanged.set(path, contracts);
    Object.assign(original, await write(path, contracts));
  }
  return {
    original,
    async build(path, overrides = {}) {
      const contracts = compile(path, overrides);
      return Array.isArray(contracts) ? { errors: contracts } : { code: await write(path, contracts) };
    },
    async restore(path) {
      await write(path, unchanged.get(path) ?? {});
    },
  };

  function compile(
    path: string,
    changes: Readonly<Record<string, string>>,
  ): Record<string, Compiled> | string[] {
    const overrides = { ...sources, ...changes };
    const pipeline = deep.has(path) ? THROUGH_IR : undefined;
    const { errors, contracts } = compiler.compile(path, '*', { overrides, ...(pipeline && { pipeline }) });
    if (!pipeline && errors.some((message) => message.includes('Stack too deep'))) {
      deep.add(path);
      return compile(path, changes);
    }
    return errors.length > 0 ? [...errors] : (contracts[path] ?? {});
  }

  async function write(path: string, contracts: Record<string, Compiled>): Promise<Record<string, string>> {
    const code: Record<string, string> = {};
    for (const [name, contract] of Object.entries(contracts)) {
      code[name] = contract.evm.bytecode.object;
      const file = join(copy, 'artifacts', path, `${name}.json`);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, JSON.stringify(artifact(path, name, contract)));
    }
    return code;
  }
}

/** As Hardhat writes it. */
function artifact(sourceName: string, contractName: string, { abi, evm }: Compiled) {
  return {
    _format: 'hh3-artifact-1',
    ...{ contractName, sourceName, abi },
    bytecode: `0x${evm.bytecode.object}`,
    deployedBytecode: `0x${evm.deployedBytecode.object}`,
    linkReferences: {},
    deployedLinkReferences: {},
  };
}
