import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

type Contract = { abi: unknown; evm: Record<string, unknown>; userdoc?: unknown; devdoc?: unknown };
type Output = {
  errors?: { severity: string; formattedMessage: string }[];
  sources: Record<string, unknown>;
  contracts: Record<string, Record<string, Contract>>;
};

/**
 * Writes what slither reads of a build: syntax trees and ABIs of all contracts, from the compiler and the settings that
 * the build has. Machine code is left out, because slither does not look at it and it takes a minute to make.
 *
 * @param folder a copy of the sources; the build info goes to `artifacts/build-info` in it
 */
export async function writeBuildInfo(folder: string): Promise<void> {
  const solc = createRequire(join(folder, 'package.json'))('solc') as {
    version: () => string;
    compile: (
      input: string,
      callbacks: { import: (path: string) => { contents?: string; error?: string } },
    ) => string;
  };
  const names = await readdir(join(folder, 'contracts'), { recursive: true });
  const paths = names.filter((name) => name.endsWith('.sol') && !name.startsWith('mocks/'));
  const sources = Object.fromEntries(
    paths.map((name) => [
      `contracts/${name}`,
      { content: readFileSync(join(folder, 'contracts', name), 'utf8') },
    ]),
  );
  const input = {
    language: 'Solidity',
    sources,
    settings: {
      evmVersion: 'cancun',
      viaIR: true,
      optimizer: { enabled: true, runs: 20_000 },
      outputSelection: { '*': { '': ['ast'], '*': ['abi', 'userdoc', 'devdoc'] } },
    },
  };
  const find = (path: string) => {
    const file = [join(folder, path), join(folder, 'node_modules', path)].find((name) => existsSync(name));
    return file ? { contents: readFileSync(file, 'utf8') } : { error: `there is no ${path}` };
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: find })) as Output;
  const errors = (output.errors ?? []).filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    throw new TypeError(errors.map(({ formattedMessage }) => formattedMessage).join('\n'));

  for (const contract of Object.values(output.contracts).flatMap((file) => Object.values(file))) {
    contract.evm = { bytecode: NO_CODE, deployedBytecode: NO_CODE };
  }
  const target = join(folder, 'artifacts/build-info');
  await mkdir(target, { recursive: true });
  const info = { solcVersion: solc.version().split('+')[0], input, output };
  await writeFile(join(target, 'all.json'), JSON.stringify(info));
}

const NO_CODE = { object: '', sourceMap: '' };
