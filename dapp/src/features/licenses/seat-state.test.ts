import { expect, it } from 'vitest';
import { seatState } from './seat-state.ts';

const account = `0x${'a1'.repeat(20)}` as const;
const place = { index: 0, account, endsAtMs: undefined, freeAtMs: 2_000 };

it('is held for as long as the licence, or until its own end', () => {
  expect(seatState(place, 9_000)).toEqual({ name: 'held', account, endsAtMs: undefined });
  expect(seatState({ ...place, endsAtMs: 1_000 }, 999)).toMatchObject({ name: 'held', endsAtMs: 1_000 });
});

it('cools down from the moment on at which its time is over', () => {
  expect(seatState({ ...place, endsAtMs: 1_000 }, 1_000)).toEqual({ name: 'cooling', freeAtMs: 2_000 });
});

it('is free from the moment on that the chain names', () => {
  const cleared = { ...place, account: undefined };
  expect(seatState(cleared, 1_999)).toEqual({ name: 'cooling', freeAtMs: 2_000 });
  expect(seatState(cleared, 2_000)).toEqual({ name: 'free' });
});
