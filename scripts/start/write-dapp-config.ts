import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Deployment } from '@cultivar/sdk';
import { writeAtomic } from '../services/write-atomic.ts';

/** Writes the dApp's run-time configuration for the local chain. */
export async function writeDappConfig(
  file: string,
  deployment: Deployment,
  urls: { rpcUrl: string; graphqlUrl: string; contentUrl: string; nodeUrl: string },
): Promise<void> {
  const config = { ...deployment, chainName: 'Cultivar Local', ...urls, faucet: true };
  await mkdir(dirname(file), { recursive: true });
  await writeAtomic(file, `${JSON.stringify(config, null, 2)}\n`);
}
