import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createTestClient, http, publicActions, walletActions } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';
import { foundry } from 'viem/chains';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOCAL_CHAIN_ID, LOCAL_MNEMONIC, startChain } from './chain.ts';
import type { Chain } from './chain.ts';
import { freePort } from './free-port.ts';
import { ServiceError } from './service-error.ts';

const stop = new AbortController();
let stateDir: string;
let chain: Chain | undefined;

const start = async () =>
  (chain = await startChain({ stateDir, port: await freePort(), signal: stop.signal, blockSeconds: 1 }));

const clientOf = ({ rpcUrl }: Chain) =>
  createTestClient({
    mode: 'anvil',
    chain: { ...foundry, id: LOCAL_CHAIN_ID },
    transport: http(rpcUrl),
    account: mnemonicToAccount(LOCAL_MNEMONIC),
    pollingInterval: 50,
  })
    .extend(publicActions)
    .extend(walletActions);

const send = async (running: Chain) => {
  const client = clientOf(running);
  const hash = await client.sendTransaction({ to: `0x${'ab'.repeat(20)}`, value: 1n });
  return client.waitForTransactionReceipt({ hash });
};

const savedHeight = async () => {
  const saved = await readFile(join(stateDir, 'state.json.gz'));
  return BigInt(
    (JSON.parse(gunzipSync(saved).toString()) as { best_block_number: string }).best_block_number,
  );
};

beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'cultivar-chain-'));
});

afterEach(async () => {
  await chain?.stop();
  chain = undefined;
  await rm(stateDir, { recursive: true, force: true });
});

describe('the local chain', () => {
  it('keeps blocks, receipts and nonces across a stop', async () => {
    const receipt = await send(await start());
    await chain!.stop();
    const client = clientOf(await start());
    expect((await client.getBlock({ blockNumber: receipt.blockNumber })).hash).toBe(receipt.blockHash);
    expect((await client.getTransactionReceipt({ hash: receipt.transactionHash })).status).toBe('success');
    expect(await client.getTransactionCount({ address: client.account.address })).toBe(1);
  });

  it('keeps them when the chain is killed', async () => {
    const receipt = await send(await start());
    await expect.poll(savedHeight).toBeGreaterThanOrEqual(receipt.blockNumber);
    process.kill(chain!.pid, 'SIGKILL');
    expect(await chain!.ended).toMatchObject({ problem: { code: 'exited', exitSignal: 'SIGKILL' } });
    const client = clientOf(await start());
    expect((await client.getTransactionReceipt({ hash: receipt.transactionHash })).status).toBe('success');
  });

  it('takes over the blocks of a chain that a killed run left running, and ends it', async () => {
    const orphan = await start();
    const receipt = await send(orphan);
    const client = clientOf(await start());
    expect((await client.getTransactionReceipt({ hash: receipt.transactionHash })).status).toBe('success');
    expect(await orphan.ended).toBeInstanceOf(ServiceError);
  });

  it('lets time pass while nobody sends anything', async () => {
    const client = clientOf(await start());
    const first = await client.getBlockNumber({ cacheTime: 0 });
    await expect.poll(() => client.getBlockNumber({ cacheTime: 0 })).toBeGreaterThan(first);
  });

  it('names a busy port and the setting that moves it', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const { port } = squatter.address() as { port: number };
    await expect(startChain({ stateDir, port, signal: stop.signal })).rejects.toMatchObject({
      problem: { code: 'port-busy', port, setting: 'CULTIVAR_CHAIN_PORT' },
    });
    squatter.close();
  });

  it('refuses a damaged state file instead of starting over', async () => {
    await writeFile(join(stateDir, 'state.json.gz'), 'not gzip');
    await expect(start()).rejects.toMatchObject({ problem: { code: 'bad-state' } });
  });
});
