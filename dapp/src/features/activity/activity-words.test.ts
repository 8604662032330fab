import { expect, it } from 'vitest';
import { activityWords } from './activity-words.ts';

const base = {
  id: '0x1',
  amountWei: undefined,
  timeMs: 0,
  path: undefined,
  assetName: undefined,
  jobId: undefined,
};

it('names the asset or the run it is about', () => {
  expect(activityWords({ ...base, kind: 'LICENSE_BOUGHT', assetName: 'Clause Reviewer' })).toBe(
    'Bought a licence of Clause Reviewer',
  );
  expect(activityWords({ ...base, kind: 'JOB_REQUESTED', jobId: '7' })).toBe('Requested run #7');
});

it('names what happened to a licence', () => {
  expect(activityWords({ ...base, kind: 'SEAT_ASSIGNED', assetName: 'Clause Reviewer' })).toBe(
    'Gave a seat of a licence of Clause Reviewer',
  );
  expect(activityWords({ ...base, kind: 'VOUCHERS_CANCELED' })).toBe('Canceled vouchers');
});

it('shows a kind it does not know by its own word', () => {
  expect(activityWords({ ...base, kind: 'MOON_LANDED' })).toBe('moon landed');
});
