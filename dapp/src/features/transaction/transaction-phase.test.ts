import { describe, expect, it } from 'vitest';
import { transactionReducer } from './transaction-phase.ts';
import type { TransactionAction, TransactionPhase } from './transaction-phase.ts';

const call = { to: '0x01', data: '0x02', valueWei: 3n } as const;
const preview = { feeWei: 1n, depositWei: 0n, balanceWei: 9n, notes: [] };
const run = (...actions: TransactionAction[]) =>
  actions.reduce<TransactionPhase>(transactionReducer, { at: 'idle' });
const PREVIEWED: TransactionAction[] = [{ type: 'open' }, { type: 'previewed', call, preview }];

describe('transactionReducer', () => {
  it('goes from wanted to sent', () => {
    expect(run(...PREVIEWED, { type: 'sign' }, { type: 'sent', hash: '0xaa' })).toEqual({
      at: 'sent',
      hash: '0xaa',
    });
  });
  it('returns to the preview when the person declines, without an error', () => {
    expect(run(...PREVIEWED, { type: 'sign' }, { type: 'declined' })).toEqual({
      at: 'preview',
      call,
      preview,
    });
  });
  it('tells why a call is refused', () => {
    expect(run({ type: 'open' }, { type: 'refused', message: 'underpaid' })).toEqual({
      at: 'refused',
      message: 'underpaid',
    });
  });
  it('does not sign twice', () => {
    const signing = run(...PREVIEWED, { type: 'sign' });
    expect(transactionReducer(signing, { type: 'sign' })).toBe(signing);
    expect(transactionReducer(signing, { type: 'open' })).toBe(signing);
  });
  it('ignores a preview that comes after the review was closed', () => {
    expect(run({ type: 'open' }, { type: 'close' }, { type: 'previewed', call, preview })).toEqual({
      at: 'idle',
    });
  });
});
