import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openJournal } from './journal.ts';
import { playRounds } from './play-rounds.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  folder = await mkdtemp(join(tmpdir(), 'rounds-'));
  path = join(folder, 'journal.jsonl');
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

/** Two measures that write down when they ran. */
function measures(ran: string[], fail = false) {
  return ['a', 'b'].map((id) => ({
    id,
    run: () => {
      ran.push(id);
      return fail && id === 'b' ? Promise.reject(new Error('broken')) : Promise.resolve(ran.length);
    },
  }));
}

async function play(ran: string[], { rounds = 2, fail = false, endsAtMs = Infinity } = {}) {
  const journal = await openJournal<number>(path);
  return playRounds(measures(ran, fail), { journal, rounds, endsAtMs, show: String });
}

describe('measurements in rounds', () => {
  it('take turns', async () => {
    const ran: string[] = [];
    expect(await play(ran)).toBe(true);
    expect(ran).toEqual(['a', 'b', 'a', 'b']);
    expect((await openJournal<number>(path)).entries()).toMatchObject([
      { id: 'a', round: 1, result: 1 },
      { id: 'b', round: 1, result: 2 },
      { id: 'a', round: 2, result: 3 },
      { id: 'b', round: 2, result: 4 },
    ]);
  });

  it('go on where an earlier call stopped, though its last line was cut off', async () => {
    await play([], { rounds: 1 });
    await appendFile(path, '{"id":"a","round":2,"resu');
    const ran: string[] = [];
    await play(ran);
    expect(ran).toEqual(['a', 'b']);
    const again: string[] = [];
    expect(await play(again)).toBe(true);
    expect(again).toEqual([]);
  });

  it('write down what failed, and try it again', async () => {
    expect(await play([], { rounds: 1, fail: true })).toBe(false);
    expect((await openJournal<number>(path)).entries()[1]).toMatchObject({ id: 'b', error: 'broken' });
    const ran: string[] = [];
    expect(await play(ran, { rounds: 1 })).toBe(true);
    expect(ran).toEqual(['b']);
  });

  it('begin nothing after the end', async () => {
    const ran: string[] = [];
    expect(await play(ran, { endsAtMs: 0 })).toBe(false);
    expect(ran).toEqual([]);
  });
});
