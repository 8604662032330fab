import { pino } from 'pino';
import { keccak256, parseTransaction } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { expect, it } from 'vitest';
import { fakeRpc } from '../../test/fake-rpc.ts';
import type { FakeRpc } from '../../test/fake-rpc.ts';
import { testJournal, TEST_OWNER } from '../../test/test-journal.ts';
import type { Journal } from '../journal/open-journal.ts';
import type { ChainWriter } from './chain.ts';
import { openWriter } from './open-writer.ts';

const ACT = { contract: TEST_OWNER.contract, subject: '7', act: 'submit' } as const;
const CALL = { to: TEST_OWNER.contract, data: '0x1234', valueWei: 0n } as const;

it('has an act mined once, however often it is asked for', async () => {
  const { rpc, writer } = await writing();
  const hash = await writer.perform(ACT, CALL);
  expect(await writer.perform(ACT, CALL)).toBe(hash);
  expect(rpc.sent).toHaveLength(1);
});

it('has the signed bytes in its journal before it sends them', async () => {
  const { rpc, journal, writer } = await writing();
  const journalled: string[] = [];
  rpc.arrives = () => {
    journalled.push(...(journal.intents.newest(ACT)?.signed.map(({ raw }) => raw) ?? []));
  };
  await writer.perform(ACT, CALL);
  expect(journalled).toEqual(rpc.sent);
});

it('sends the same bytes again after it was killed before or after it sent them', async () => {
  const { rpc, journal, writer, stop } = await writing();
  rpc.onSend = 'keep';
  const first = writer.perform(ACT, CALL);
  while (rpc.sent.length === 0) await new Promise((resolve) => setImmediate(resolve));
  stop();
  await expect(first).rejects.toThrow();

  rpc.onSend = 'mine';
  const second = await writing(rpc, journal);
  const hash = await second.writer.perform(ACT, CALL);
  expect(new Set(rpc.sent).size).toBe(1);
  expect(hash).toBe(keccak256(rpc.sent[0]!));
});

it('knows its transaction by the receipt when the answer to it was lost', async () => {
  const { rpc, writer } = await writing();
  rpc.onSend = 'mine and lose the answer';
  expect(await writer.perform(ACT, CALL)).toBe(keccak256(rpc.sent[0]!));
  expect(rpc.mined.size).toBe(1);
});

it('raises the fee of a stuck transaction by a tenth at least, with the same nonce', async () => {
  const { rpc, writer } = await writing();
  rpc.onSend = 'keep';
  const mined = writer.perform(ACT, CALL);
  while (new Set(rpc.sent).size < 2) await new Promise((resolve) => setImmediate(resolve));
  rpc.onSend = 'mine';
  await mined;
  const [first, second] = [...new Set(rpc.sent)].map((raw) => parseTransaction(raw));
  expect(second!.nonce).toBe(first!.nonce);
  expect(second!.maxFeePerGas! * 10n).toBeGreaterThanOrEqual(first!.maxFeePerGas! * 11n);
  expect(rpc.mined.size).toBe(1);
});

it('signs anew when a stranger took its nonce', async () => {
  const { rpc, journal, writer } = await writing();
  rpc.onSend = 'keep';
  const mined = writer.perform(ACT, CALL);
  while (rpc.sent.length === 0) await new Promise((resolve) => setImmediate(resolve));
  rpc.nonce = 1;
  rpc.onSend = 'mine';
  await mined;
  expect(journal.intents.newest(ACT)).toMatchObject({ attempt: 2, nonce: 1, outcome: 'mined' });
  expect(rpc.mined.size).toBe(1);
});

it("tells the contract's own error, and sends nothing", async () => {
  const { rpc, journal, writer } = await writing();
  rpc.refuses = true;
  await expect(writer.perform(ACT, CALL)).rejects.toMatchObject({
    name: 'ActRefusedError',
    reason: 'JobEscrow_DeadlinePassed',
    args: [7n, 1_000n],
  });
  expect(rpc.sent).toEqual([]);
  expect(journal.intents.newest(ACT)).toBeUndefined();
});

it('notes a transaction that reverted in its block', async () => {
  const { rpc, journal, writer } = await writing();
  rpc.onSend = 'revert';
  await expect(writer.perform(ACT, CALL)).rejects.toMatchObject({ name: 'ActRefusedError' });
  expect(journal.intents.newest(ACT)).toMatchObject({ outcome: 'reverted' });
});

it('gives two acts at once two nonces', async () => {
  const { rpc, writer } = await writing();
  await Promise.all([writer.perform(ACT, CALL), writer.perform({ ...ACT, act: 'claim' }, CALL)]);
  expect(rpc.sent.map((raw) => parseTransaction(raw).nonce ?? 0).sort()).toEqual([0, 1]);
});

it('sees a transaction through for which nobody waits', async () => {
  const { rpc, journal, writer, stop } = await writing();
  rpc.onSend = 'keep';
  const first = writer.perform(ACT, CALL);
  while (rpc.sent.length === 0) await new Promise((resolve) => setImmediate(resolve));
  stop();
  await expect(first).rejects.toThrow();
  rpc.onSend = 'mine';
  await (await writing(rpc, journal)).writer.tend();
  expect(journal.intents.newest(ACT)).toMatchObject({ outcome: 'mined' });
});

async function writing(
  rpc: FakeRpc = fakeRpc(),
  journal?: Journal,
): Promise<{ rpc: FakeRpc; journal: Journal; writer: ChainWriter; stop: () => void }> {
  const stop = new AbortController();
  const kept = journal ?? (await testJournal());
  let time = 0;
  const writer = openWriter({
    client: rpc.client,
    account: privateKeyToAccount(`0x${'42'.repeat(32)}`),
    journal: kept,
    logger: pino({ level: 'silent' }),
    signal: stop.signal,
    // Each look at the clock is a second: waiting costs no time here.
    now: () => (time += 1_000),
    sleep: async (_ms, signal) => {
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
    },
    ...{ finalityDepth: 0, pollMs: 1, stuckMs: 20_000 },
  });
  return { rpc, journal: kept, writer, stop: () => stop.abort() };
}
