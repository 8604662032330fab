import { join } from 'node:path';
import type { TrainEvent } from '@cultivar/sdk/spec';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import type { JournalOwner } from './cursor-records.ts';
import type { SeenJob, SignedTransaction } from './journal-types.ts';
import { openJournal } from './open-journal.ts';
import type { Journal } from './open-journal.ts';

const OWNER: JournalOwner = { chainId: 41337, contract: `0x${'e5'.repeat(20)}`, genesisHash: digest(1) };
const CLAIM = { contract: OWNER.contract, subject: '7', act: 'claim' } as const;

it('notes a job once', async () => {
  const journal = await open();
  expect(journal.jobs.see(job(7n))).toBe(true);
  expect(journal.jobs.see(job(7n))).toBe(false);
  expect(journal.jobs.get(7n)).toMatchObject({ state: 'seen', specDigest: digest(9), seenAtMs: 1_000 });
});

it('moves a job along legal edges only, and only from where it is', async () => {
  const journal = await open();
  journal.jobs.see(job(7n));
  journal.jobs.advance(7n, 'seen', 'checked', { class: 'tolerance', priceWei: 5n });
  expect(() => journal.jobs.advance(7n, 'seen', 'checked')).toThrow('found it in checked');
  expect(() => journal.jobs.advance(7n, 'checked', 'submitted')).toThrow('no legal step');
  expect(() => journal.jobs.advance(8n, 'seen', 'checked')).toThrow('no journal');
  expect(journal.jobs.get(7n)).toMatchObject({ state: 'checked', class: 'tolerance', priceWei: 5n });
});

it('keeps one result for a job, for ever', async () => {
  const journal = await open();
  journal.jobs.see(job(7n));
  journal.jobs.note(7n, { resultDigest: digest(3), traceRoot: digest(4) });
  journal.jobs.note(7n, { resultDigest: digest(3) });
  expect(() => journal.jobs.note(7n, { resultDigest: digest(5) })).toThrow('a job has one result');
  expect(() => journal.jobs.note(7n, { traceRoot: digest(5) })).toThrow('a job has one result');
  expect(() => journal.jobs.note(7n, { resultDigest: null })).toThrow('a job has one result');
});

it('allows one open intent for an act and for a nonce', async () => {
  const journal = await open();
  const first = journal.intents.open(CLAIM, 4, signed(1));
  expect(() => journal.intents.open(CLAIM, 5, signed(2))).toThrow(/UNIQUE/);
  expect(() => journal.intents.open({ ...CLAIM, act: 'submit' }, 4, signed(3))).toThrow(/UNIQUE/);
  journal.intents.close(first.id, 'replaced', 'nonce taken');
  expect(journal.intents.open(CLAIM, 5, signed(4)).attempt).toBe(2);
});

it('keeps every transaction of an intent, the newest last', async () => {
  const journal = await open();
  const intent = journal.intents.open(CLAIM, 4, signed(1));
  journal.intents.bump(intent.id, signed(2));
  expect(journal.intents.newest(CLAIM)?.signed.map(({ hash }) => hash)).toEqual([digest(1), digest(2)]);
  expect(journal.intents.openOnes()).toHaveLength(1);
});

it('numbers events on when a trainer counts anew', async () => {
  const journal = await open();
  journal.jobs.see(job(7n));
  journal.events.append(7n, warning(1, 'a'));
  journal.events.append(7n, warning(2, 'b'));
  journal.events.append(7n, warning(1, 'c'));
  const messages = journal.events
    .read(7n, 1)
    .map((event) => [event.seq, (event as { message: string }).message]);
  expect(messages).toEqual([
    [2, 'b'],
    [3, 'c'],
  ]);
  expect(journal.events.newest(7n).warning?.message).toBe('c');
});

it('forgets a job that left the chain, unless something was done for it', async () => {
  const journal = await open();
  journal.jobs.see(job(7n));
  journal.jobs.see(job(8n));
  journal.intents.open(CLAIM, 1, signed(1));
  expect(journal.jobs.unsee(7n)).toBe(false);
  expect(journal.jobs.unsee(8n)).toBe(true);
  expect(journal.jobs.get(8n)).toBeUndefined();
});

it('writes a whole block of news or none of it', async () => {
  const journal = await open();
  const act = (): never => {
    journal.jobs.see(job(7n));
    journal.cursor.set({ blockNumber: 5n, blockHash: digest(5), logIndex: 0 });
    throw new Error('killed here');
  };
  expect(() => journal.atomically(act)).toThrow('killed here');
  expect(journal.jobs.get(7n)).toBeUndefined();
  expect(journal.cursor.get()).toBeUndefined();
});

it('lists newest first, by state and in pages', async () => {
  const journal = await open();
  for (const id of [2n, 9n, 10n]) journal.jobs.see(job(id));
  journal.jobs.advance(9n, 'seen', 'refused', { reason: { code: 'x', message: 'y' } });
  expect(journal.jobs.list({ limit: 2 }).map(({ jobId }) => jobId)).toEqual([10n, 9n]);
  expect(journal.jobs.list({ limit: 2, before: 9n }).map(({ jobId }) => jobId)).toEqual([2n]);
  expect(journal.jobs.list({ limit: 9, state: 'refused' })[0]?.reason).toEqual({ code: 'x', message: 'y' });
  expect(journal.jobs.unfinished().map(({ jobId }) => jobId)).toEqual([2n, 10n]);
  expect(journal.jobs.count()).toMatchObject({ seen: 2, refused: 1, settled: 0 });
});

it('is opened by one process at a time', async () => {
  const folder = await temporaryFolder();
  await open(folder);
  expect(() => openJournal(join(folder, 'journal.sqlite'), OWNER, () => 1)).toThrow('in use by another node');
});

it('refuses to go on with another deployment', async () => {
  const folder = await temporaryFolder();
  const journal = openJournal(join(folder, 'journal.sqlite'), OWNER, () => 1);
  journal.cursor.set({ blockNumber: 5n, blockHash: digest(5), logIndex: 0 });
  journal.close();
  const other = { ...OWNER, genesisHash: digest(2) };
  expect(() => openJournal(join(folder, 'journal.sqlite'), other, () => 1)).toThrow('use another folder');
});

it('reads after a restart what was committed', async () => {
  const folder = await temporaryFolder();
  const first = openJournal(join(folder, 'journal.sqlite'), OWNER, () => 1);
  first.jobs.see(job(7n));
  first.jobs.note(7n, { trainer: { pid: 12, started: '99' } });
  first.jobs.requestCancel(7n);
  first.cursor.set({ blockNumber: 5n, blockHash: digest(5), logIndex: 3 });
  first.close();
  const second = await open(folder);
  expect(second.jobs.get(7n)).toMatchObject({ trainer: { pid: 12, started: '99' }, cancelRequested: true });
  expect(second.cursor.get()).toEqual({ blockNumber: 5n, blockHash: digest(5), logIndex: 3 });
});

async function open(folder?: string): Promise<Journal> {
  const journal = openJournal(
    join(folder ?? (await temporaryFolder()), 'journal.sqlite'),
    OWNER,
    () => 1_000,
  );
  onTestFinished(() => journal.close());
  return journal;
}

function job(jobId: bigint): SeenJob {
  return { jobId, requester: `0x${'aa'.repeat(20)}`, specDigest: digest(9), request: '{}', blockNumber: 3n };
}

function signed(n: number): SignedTransaction {
  return { hash: digest(n), raw: '0x02', maxFeeWei: 2n, maxTipWei: 1n, signedAtMs: n };
}

function warning(seq: number, message: string): TrainEvent {
  return { seq, timeMs: 1, type: 'warning', code: 'test', message };
}

function digest(n: number): `0x${string}` {
  return `0x${n.toString(16).padStart(64, '0')}`;
}
