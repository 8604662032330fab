import { describe, expect, it } from 'vitest';
import { memoryStorage } from '../../../test/memory-storage.ts';
import type { TransactionRecord } from '../../lib/transaction/transaction-record.ts';
import { loadRecords, saveRecords, withProgress } from './record-store.ts';

const record: TransactionRecord = {
  hash: '0xaa',
  via: 'evm',
  chainId: 41337,
  account: '0x01',
  to: '0x02',
  data: '0x03',
  valueWei: '12',
  title: 'Buy a licence',
  sentAtMs: 5,
  state: 'pending',
};

describe('record store', () => {
  it('gives back after a reload what was saved, for this chain only', () => {
    const storage = memoryStorage();
    saveRecords(storage, 41337, [record]);
    saveRecords(storage, 1, [{ ...record, chainId: 1, hash: '0xbb' }]);
    expect(loadRecords(storage, 41337)).toEqual([record]);
    expect(loadRecords(storage, 1)).toHaveLength(1);
  });

  it('begins anew where the storage holds something else', () => {
    expect(loadRecords(memoryStorage({ 'cultivar.transactions': '{' }), 41337)).toEqual([]);
    expect(loadRecords(memoryStorage({ 'cultivar.transactions': '{"a":1}' }), 41337)).toEqual([]);
  });

  it('drops an entry that is no record and keeps the others', () => {
    const text = JSON.stringify([{ ...record, hash: 'javascript:alert(1)' }, record]);
    expect(loadRecords(memoryStorage({ 'cultivar.transactions': text }), 41337)).toEqual([record]);
  });

  it('keeps watching a repriced transaction and gives up a canceled one', () => {
    expect(withProgress(record, { state: 'replaced', by: '0xcc', canceled: false })).toMatchObject({
      state: 'pending',
      replacedBy: '0xcc',
    });
    expect(withProgress(record, { state: 'replaced', by: '0xcc', canceled: true }).state).toBe('replaced');
  });

  it('notes block and fee when confirmed', () => {
    expect(withProgress(record, { state: 'confirmed', block: 7n, feeWei: 9n, logs: [] })).toMatchObject({
      state: 'confirmed',
      block: '7',
      feeWei: '9',
    });
  });
});
