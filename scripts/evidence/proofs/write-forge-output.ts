import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

type Output = {
  errors?: { severity: string; formattedMessage: string }[];
  sources: Record<string, { id: number; ast: unknown }>;
  contracts: Record<string, Record<string, ForgeContract>>;
};
type ForgeContract = {
  abi: unknown;
  metadata: string;
  storageLayout: unknown;
  evm: { bytecode: { object: string }; deployedBytecode: { object: string }; methodIdentifiers: object };
};
type Solc = {
  compile: (
    input: string,
    callbacks: { import: (path: string) => { contents?: string; error?: string } },
  ) => string;
};

/**
 * Compiles proofs, with the pinned compiler, into the files that forge would make of them: halmos reads those, and
 * needs forge for nothing else. Code that nothing has optimized is the easiest to follow; what is too deep for it goes
 * through IR.
 *
 * @param paths of the proofs, from the root
 * @param folder for `out/`; emptied first
 */
export async function writeForgeOutput(
  root: string,
  paths: readonly string[],
  folder: string,
): Promise<void> {
  const solc = createRequire(join(root, 'package.json'))('solc') as Solc;
  await rm(join(folder, 'out'), { recursive: true, force: true });
  for (const path of paths) {
    let output = compile(solc, root, path, false);
    if (output.errors?.some(({ formattedMessage }) => formattedMessage.includes('Stack too deep'))) {
      output = compile(solc, root, path, true);
    }
    const errors = (output.errors ?? []).filter(({ severity }) => severity === 'error');
    if (errors.length > 0)
      throw new TypeError(errors.map(({ formattedMessage }) => formattedMessage).join('\n'));
    await write(output, folder);
  }
}

function compile(solc: Solc, root: string, path: string, viaIR: boolean): Output {
  const find = (name: string) => {
    const file = [join(root, name), join(root, 'node_modules', name)].find((candidate) =>
      existsSync(candidate),
    );
    return file ? { contents: readFileSync(file, 'utf8') } : { error: `there is no ${name}` };
  };
  const input = {
    language: 'Solidity',
    sources: { [path]: { content: readFileSync(join(root, path), 'utf8') } },
    settings: {
      ...{ evmVersion: 'cancun', viaIR },
      outputSelection: { '*': { '': ['ast'] }, [path]: { '': ['ast'], '*': CODE } },
    },
  };
  return JSON.parse(solc.compile(JSON.stringify(input), { import: find })) as Output;
}

async function write(output: Output, folder: string): Promise<void> {
  for (const [path, contracts] of Object.entries(output.contracts)) {
    const target = join(folder, 'out', basename(path));
    await mkdir(target, { recursive: true });
    for (const [name, { abi, metadata, storageLayout, evm }] of Object.entries(contracts)) {
      if (!metadata) continue;
      const { bytecode, deployedBytecode, methodIdentifiers } = evm;
      const { id, ast } = output.sources[path]!;
      const artifact = {
        ...{ abi, bytecode: hex(bytecode), deployedBytecode: hex(deployedBytecode), methodIdentifiers },
        ...{ metadata: JSON.parse(metadata) as unknown, storageLayout, id, ast },
      };
      await writeFile(join(target, `${name}.json`), JSON.stringify(artifact));
    }
  }
}

const CODE = [
  'abi',
  'metadata',
  'storageLayout',
  'evm.bytecode',
  'evm.deployedBytecode',
  'evm.methodIdentifiers',
];

function hex(code: { object: string }): object {
  return { ...code, object: `0x${code.object}` };
}
