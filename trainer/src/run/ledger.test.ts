import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { readLedger, writeLedger } from './ledger.ts';
import type { Ledger } from './ledger.ts';

const HASH = `0x${'11'.repeat(32)}` as const;
const LEDGER: Ledger = {
  ...{ job: HASH, step: 2, checkpoint: HASH, chain: HASH, tokens: 7, seconds: 0.5 },
  leaves: [{ hash: HASH, stateHash: HASH, seal: HASH, secret: HASH }] as Ledger['leaves'],
  evaluations: [{ step: 0, loss: 5.5, tokens: 4, sums: [22] }],
};
const written = async (text: string): Promise<string> => {
  const folder = await temporaryFolder();
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'ledger.private.json'), text);
  return folder;
};

describe('a ledger', () => {
  it('is read as it was written, and is none where there is none', async () => {
    const folder = await temporaryFolder();
    expect(await readLedger(folder)).toBeUndefined();
    await writeLedger(folder, LEDGER);
    expect(await readLedger(folder)).toEqual(LEDGER);
  });

  it.each([
    ['nothing', ''],
    ['half of it', JSON.stringify(LEDGER).slice(0, 200)],
    ['an empty object', '{}'],
    ['brackets without end', '['.repeat(1e6)],
    ['a step below zero', JSON.stringify({ ...LEDGER, step: -1 })],
    ['leaves that are none', JSON.stringify({ ...LEDGER, leaves: 7 })],
    ['evaluations that are null', JSON.stringify({ ...LEDGER, evaluations: null })],
    ['a checkpoint that is a path', JSON.stringify({ ...LEDGER, checkpoint: '../../etc/passwd' })],
  ])('of %s is refused by name, with what to do', async (_, text) => {
    await expect(readLedger(await written(text))).rejects.toMatchObject({
      ...{ name: 'TrainError', code: 'inputs_changed' },
      hint: expect.stringContaining('empty folder') as string,
    });
  });
});
