import { describe, expect, it } from 'vitest';
import { jobFixture } from '../../../test/job-fixture.ts';
import type { Job } from './job.ts';
import { jobActs } from './job-acts.ts';

const requester = `0x${'22'.repeat(20)}`;
const NOW = 1_800_000_100;
const names = (change: Partial<Job>, account: string | undefined = requester, nowSeconds = NOW) =>
  jobActs(jobFixture(change), { account, nowSeconds }, {} as never).map((act) => act.name);

describe('jobActs', () => {
  it('lets the requester cancel an open job at any time', () => {
    expect(names({ state: 'Open' })).toEqual(['cancel']);
  });
  it('lets a stranger cancel only after the claim window', () => {
    expect(names({ state: 'Open' }, '0xabc')).toEqual([]);
    expect(names({ state: 'Open' }, '0xabc', 1_800_000_600)).toEqual(['cancel']);
  });
  it('lets only the requester accept', () => {
    expect(names({ state: 'Submitted', windowEndsAt: NOW + 1 })).toEqual(['accept']);
    expect(names({ state: 'Submitted', windowEndsAt: NOW + 1 }, '0xabc')).toEqual([]);
  });
  it('lets anyone finalize once the window is over', () => {
    expect(names({ state: 'Submitted', windowEndsAt: NOW }, '0xabc')).toEqual(['finalize']);
  });
  it('offers a refund from the deadline on', () => {
    expect(names({ state: 'Claimed', deadline: NOW + 1 })).toEqual([]);
    expect(names({ state: 'Claimed', deadline: NOW })).toEqual(['expire']);
  });
  it('mints once, and frees the bond after the window', () => {
    expect(names({ state: 'Settled', windowEndsAt: NOW + 1 })).toEqual(['mintResult']);
    expect(names({ state: 'Settled', windowEndsAt: NOW, asset: '1:1' })).toEqual(['releaseBond']);
    expect(names({ state: 'Settled', windowEndsAt: NOW, asset: '1:1', bondLocked: false })).toEqual([]);
  });
});
