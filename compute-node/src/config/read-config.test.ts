import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { readConfig } from './read-config.ts';

const address = `0x${'0a'.repeat(20)}`;
const FILE = {
  dir: '/node',
  deployment: {
    ...{ chainId: 41_337, startBlock: 0 },
    addresses: {
      ...{ accessManager: address, assetRegistry: address, licenseMarket: address },
      ...{ treasury: address, nodeRegistry: address, jobEscrow: address, disputes: address },
    },
  },
  rpcUrl: 'http://file:1',
  content: { backend: 'embedded', dir: '/content' },
  gatewayUrl: 'http://gateway:1',
  port: 1,
};
const KEY = { CULTIVAR_NODE_PRIVATE_KEY: `0x${'42'.repeat(32)}` };

it('lets the environment win over the file, and flags over both', async () => {
  const file = await written(FILE);
  const env = { ...KEY, CULTIVAR_NODE_PORT: '2', CULTIVAR_NODE_RPC_URL: 'http://env:2' };
  const config = readConfig(file, env, { port: '3', minPriceWei: '77' });
  expect(config).toMatchObject({
    dir: '/node',
    rpcUrl: 'http://env:2',
    port: 3,
    minPriceWei: 77n,
    mint: true,
  });
});

it('reads the deployment from a file beside it', async () => {
  const file = await written({ ...FILE, deployment: 'deployment.json' });
  await writeFile(join(file, '../deployment.json'), JSON.stringify(FILE.deployment));
  expect(readConfig(file, KEY, {}).deployment.chainId).toBe(41_337);
});

it('names every setting that is wrong, and no value', async () => {
  const file = await written({ ...FILE, rpcUrl: 'nowhere', prot: 1 });
  const env = { CULTIVAR_NODE_PRIVATE_KEY: 'my-secret' };
  const act = () => readConfig(file, env, {});
  expect(act).toThrow(expect.objectContaining({ name: 'ConfigError' }));
  expect(act).toThrow(/rpcUrl: .*privateKey: .*prot/s);
  expect(act).not.toThrow(/my-secret/);
});

it('says which file cannot be read', () => {
  expect(() => readConfig('/nowhere/config.json', KEY, {})).toThrow('/nowhere/config.json');
});

async function written(config: object): Promise<string> {
  const path = join(await temporaryFolder(), 'config.json');
  await writeFile(path, JSON.stringify(config));
  return path;
}
