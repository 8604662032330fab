import { join } from 'node:path';
import { precompress } from '../start/site/precompress.ts';
import type { Product } from './build-if-stale.ts';
import { packageBin } from './package-bin.ts';
import { runCommand } from './run-command.ts';

/** The compiled contracts. */
export const CONTRACTS: Product = {
  name: 'contracts',
  sources: ['contracts/**/*.sol', 'hardhat.config.ts', 'node_modules/@openzeppelin/contracts/package.json'],
  output: 'artifacts/contracts',
  build: async ({ root, signal }) => {
    await runCommand(process.execPath, [packageBin(root, 'hardhat'), 'build', '--no-tests'], {
      cwd: root,
      signal,
    });
  },
};

/** The subgraph as graph-node runs it. */
export const SUBGRAPH: Product = {
  name: 'subgraph',
  sources: [
    'subgraph/{schema.graphql,subgraph.yaml,networks.json,package.json}',
    'subgraph/src/**/*.ts',
    'subgraph/abis/*.json',
  ],
  output: 'subgraph/build/subgraph.yaml',
  build: async ({ root, signal }) => {
    const graph = packageBin(root, '@graphprotocol/graph-cli', 'graph');
    const cwd = join(root, 'subgraph');
    await runCommand(process.execPath, [graph, 'codegen'], { cwd, signal });
    await runCommand(process.execPath, [graph, 'build'], { cwd, signal });
  },
};

/** The dApp as static files, with compressed copies beside them. */
export const DAPP: Product = {
  name: 'dapp',
  sources: [
    'dapp/{index.html,vite.config.ts,package.json,tsconfig.json}',
    'dapp/src/**/*.{ts,tsx,css,svg}',
    'dapp/public/**/*',
    'sdk/src/**/*.ts',
    'sdk/package.json',
    'trainer/src/{browser,data}/**/*.ts',
    'trainer/package.json',
  ],
  output: 'dapp/dist/index.html',
  build: async ({ root, signal }) => {
    const vite = packageBin(root, 'vite');
    const cwd = join(root, 'dapp');
    await runCommand(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd, signal });
    await precompress(join(cwd, 'dist'));
  },
};
