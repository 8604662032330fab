import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageBin } from '../../products/package-bin.ts';
import { runTool } from '../run-tool.ts';

const PACKAGES = ['@huggingface/transformers@4.3.1', 'node-llama-cpp@3.22.1'];

/**
 * What the trainer exports, run by transformers.js and by llama.cpp. Takes the packages in the folder that
 * `CULTIVAR_PEERS` names; otherwise installs them into `.cache/peers` once, without their scripts (about 1.2 GB).
 *
 * @returns the exit code
 */
export async function runExportsElsewhere(root: string): Promise<number> {
  const peers = process.env.CULTIVAR_PEERS || (await installPeers(root));
  if (!peers) return 1;
  const args = [packageBin(root, 'vitest'), 'run', '--project', 'trainer', 'trainer/test/peers'];
  return (await runTool(args, { root, env: { CULTIVAR_PEERS: peers } })).code;
}

async function installPeers(root: string): Promise<string | undefined> {
  const folder = join(root, '.cache/peers');
  console.log(`looking to ${PACKAGES.join(' and ')} in .cache/peers …`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', ...PACKAGES];
  const { code } = await runTool(args, { root, command: 'npm' });
  return code === 0 ? folder : undefined;
}
