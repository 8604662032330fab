import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The folder that holds transformers.js and node-llama-cpp as packages; undefined: nothing is compared with them. */
export function findPeers(): string | undefined {
  const folder = process.env['CULTIVAR_PEERS'];
  return folder && existsSync(join(folder, 'node_modules/node-llama-cpp')) ? folder : undefined;
}

/** Imports one of them. */
export async function importPeer(folder: string, name: string): Promise<unknown> {
  const { resolve } = createRequire(join(folder, 'package.json'));
  // Found by the rule of require, which takes the entry for CommonJS where there are two: that of ES modules is beside.
  const entry = resolve(name).replace(/\.cjs$/, '.mjs');
  return import(pathToFileURL(entry).href);
}
