import { expect, it } from 'vitest';
import { fakeChain } from '../../test/fake-chain.ts';
import type { FakeChain } from '../../test/fake-chain.ts';
import { testJournal } from '../../test/test-journal.ts';
import { applyEvent } from '../jobs/apply-event.ts';
import type { Journal } from '../journal/open-journal.ts';
import { watchEscrow } from './watch-escrow.ts';
import type { Watcher } from './watch-escrow.ts';

it('reads every request once, in however many polls', async () => {
  const { chain, journal, watcher } = await watching();
  chain.mine(1n, 2n);
  await watcher.poll();
  await watcher.poll();
  chain.mine();
  chain.mine(3n);
  await watcher.poll();
  expect(ids(journal)).toEqual([3n, 2n, 1n]);
  expect(journal.cursor.get()).toMatchObject({ blockNumber: 3n });
});

it('reads a long chain in pieces', async () => {
  const { chain, journal, watcher } = await watching({ blocksPerCall: 3n });
  for (let id = 1n; id <= 20n; id++) chain.mine(id);
  await watcher.poll();
  expect(ids(journal)).toHaveLength(20);
});

it('acts on nothing above the finality depth', async () => {
  const { chain, journal, watcher } = await watching({ finalityDepth: 2 });
  chain.mine(1n);
  chain.mine();
  await watcher.poll();
  expect(ids(journal)).toEqual([]);
  chain.mine();
  await watcher.poll();
  expect(ids(journal)).toEqual([1n]);
});

it.each([1, 3, 17])('follows a reorganisation of depth %i to the block where it began', async (depth) => {
  const { chain, journal, watcher } = await watching();
  for (let number = 1; number <= 20; number++) {
    chain.mine(BigInt(number));
    await watcher.poll();
  }
  chain.reorganize(depth, 50n);
  const { rewoundTo } = await watcher.poll();
  expect(rewoundTo).toBe(BigInt(20 - depth));
  const kept = Array.from({ length: 20 - depth }, (_, i) => BigInt(20 - depth - i));
  expect(ids(journal)).toEqual([50n, ...kept]);
});

it('follows a reorganisation of what it had read in one go', async () => {
  const { chain, journal, watcher } = await watching();
  chain.mine(1n);
  for (let number = 2; number <= 20; number++) chain.mine(BigInt(100 + number));
  await watcher.poll();
  chain.reorganize(19, 50n);
  expect((await watcher.poll()).rewoundTo).toBe(1n);
  expect(ids(journal)).toEqual([50n, 1n]);
});

it('reads everything again when a reorganisation goes deeper than it remembers', async () => {
  const { chain, journal, watcher } = await watching();
  chain.mine(1n);
  await watcher.poll();
  for (let number = 2; number <= 300; number++) chain.mine();
  await watcher.poll();
  chain.reorganize(300, 50n);
  await watcher.poll();
  expect(ids(journal)).toEqual([50n]);
});

it('takes the new terms when a reorganisation gives a job other ones', async () => {
  const { chain, journal, watcher } = await watching();
  chain.mine(7n);
  await watcher.poll();
  const before = journal.jobs.get(7n)!.specDigest;
  chain.reorganize(1, 7n);
  await watcher.poll();
  expect(journal.jobs.get(7n)!.specDigest).not.toBe(before);
});

it('waits for an endpoint that lags behind', async () => {
  const { chain, journal, watcher } = await watching();
  chain.mine(1n);
  chain.mine(2n);
  await watcher.poll();
  const behind = fakeChain();
  Object.assign(chain.reader, { head: behind.reader.head });
  await watcher.poll();
  expect(journal.cursor.get()).toMatchObject({ blockNumber: 2n });
  expect(ids(journal)).toEqual([2n, 1n]);
});

it('keeps nothing of an answer during which the chain moved', async () => {
  const { chain, journal, watcher } = await watching();
  chain.mine(1n);
  let moved = false;
  chain.before = (call) => {
    if (call !== 'events' || moved) return;
    moved = true;
    chain.reorganize(1, 9n);
  };
  await expect(watcher.poll()).rejects.toMatchObject({ name: 'BlockMissingError' });
  expect(ids(journal)).toEqual([]);
  await watcher.poll();
  expect(ids(journal)).toEqual([9n]);
});

it('misses and repeats nothing when one call in five fails', async () => {
  const { chain, journal, watcher } = await watching({ blocksPerCall: 4n });
  let calls = 0;
  chain.before = () => {
    if (++calls % 5 === 0) throw new Error('502');
  };
  const faults: string[] = [];
  for (let id = 1n; id <= 60n; id++) {
    chain.mine(id);
    await watcher.poll().catch((error: Error) => faults.push(error.message));
  }
  expect(faults.length).toBeGreaterThan(10);
  expect(new Set(faults)).toEqual(new Set(['502']));
  chain.before = () => undefined;
  await watcher.poll();
  expect(ids(journal)).toEqual(Array.from({ length: 60 }, (_, i) => BigInt(60 - i)));
});

it('stops at an endpoint that has become another chain', async () => {
  const { chain, watcher } = await watching();
  await watcher.poll();
  chain.before = () => {
    throw new Error('down');
  };
  await expect(watcher.poll()).rejects.toThrow('down');
  chain.before = () => undefined;
  chain.chainId = 1;
  await expect(watcher.poll()).rejects.toMatchObject({
    name: 'WrongChainError',
    expected: 41_337,
    actual: 1,
  });
});

async function watching(
  options: { finalityDepth?: number; blocksPerCall?: bigint } = {},
): Promise<{ chain: FakeChain; journal: Journal; watcher: Watcher }> {
  const chain = fakeChain();
  const journal = await testJournal();
  const watcher = watchEscrow({
    reader: chain.reader,
    journal,
    startBlock: 0n,
    finalityDepth: 0,
    apply: (event) => applyEvent(journal, chain.reader.account, event),
    ...options,
  });
  return { chain, journal, watcher };
}

function ids(journal: Journal): bigint[] {
  return journal.jobs.list({ limit: 100 }).map(({ jobId }) => jobId);
}
