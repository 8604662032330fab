import { expect, it } from 'vitest';
import { FaucetClosedError, fillAccount } from './fill-account.ts';

/** TEST DOUBLE: a chain's RPC that answers everything with `answer`. */
function rpc(answer: object) {
  const calls: { method: string; params: unknown[] }[] = [];
  const fetcher = async (_url: unknown, init?: RequestInit) => {
    calls.push(JSON.parse(String(init?.body)));
    return new Response(JSON.stringify(answer));
  };
  return { calls, fetcher: fetcher as typeof fetch };
}

it('adds to what the account holds on the local chain', async () => {
  const { calls, fetcher } = rpc({ result: '0x5' });
  await fillAccount({ chainId: 41337, rpcUrl: 'http://x' }, '0xabc', fetcher);
  expect(calls).toMatchObject([
    { method: 'eth_getBalance', params: ['0xabc', 'latest'] },
    { method: 'anvil_setBalance', params: ['0xabc', '0x56bc75e2d63100005'] },
  ]);
});

it('asks nothing of a chain where money is real', async () => {
  const { calls, fetcher } = rpc({ result: null });
  await expect(fillAccount({ chainId: 1, rpcUrl: 'http://x' }, '0xabc', fetcher)).rejects.toThrow(
    FaucetClosedError,
  );
  expect(calls).toEqual([]);
});

it('says why the chain refused', async () => {
  const { fetcher } = rpc({ error: { message: 'method not found' } });
  const refused = fillAccount({ chainId: 41337, rpcUrl: 'http://x' }, '0xabc', fetcher);
  await expect(refused).rejects.toThrow('the faucet refused: method not found');
});
