import { describe, expect, it } from 'vitest';
import { ConfigError } from './config-error.ts';
import { loadConfig } from './load-config.ts';

const address = `0x${'1'.repeat(40)}`;
const good = {
  chainId: 41337,
  chainName: 'Local',
  rpcUrl: 'http://127.0.0.1:8545',
  graphqlUrl: 'http://127.0.0.1:8282/subgraphs/name/cultivar',
  contentUrl: 'http://127.0.0.1:8181',
  nodeUrl: 'http://127.0.0.1:8484',
  addresses: {
    accessManager: address,
    assetRegistry: address,
    licenseMarket: address,
    treasury: address,
    nodeRegistry: address,
    jobEscrow: address,
    disputes: address,
  },
  startBlock: 0,
  faucet: true,
};
const answering =
  (body: string, status = 200) =>
  () =>
    Promise.resolve(new Response(body, { status }));
const load = (fetcher: () => Promise<Response>) => loadConfig('/cultivar.json', fetcher as typeof fetch);

describe('loadConfig', () => {
  it('reads a whole configuration', async () => {
    await expect(load(answering(JSON.stringify(good)))).resolves.toEqual(good);
  });

  it('names the field that is wrong', async () => {
    const wrong = { ...good, addresses: { ...good.addresses, treasury: '0x12' } };
    await expect(load(answering(JSON.stringify(wrong)))).rejects.toThrow(/addresses\.treasury/);
  });

  it('refuses a key that it does not know', async () => {
    await expect(load(answering(JSON.stringify({ ...good, secret: 1 })))).rejects.toThrow(ConfigError);
  });

  it('says so when the server hands out a page instead', async () => {
    await expect(load(answering('<!doctype html>'))).rejects.toThrow('it is not JSON');
  });

  it('says so when the file is missing or nothing answers', async () => {
    await expect(load(answering('', 404))).rejects.toThrow('the server answered 404');
    await expect(load(() => Promise.reject(new TypeError('offline')))).rejects.toThrow('did not answer');
  });
});
