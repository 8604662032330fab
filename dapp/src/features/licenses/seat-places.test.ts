import { expect, it } from 'vitest';
import { seatPlaces } from './seat-places.ts';

const account = { id: `0x${'a1'.repeat(20)}` as const };
const row = { index: 1, account, expiresAt: '50', freeAt: '86400' };

it('lists a seat that nobody ever had beside those of the index', () => {
  expect(seatPlaces(3, [row])).toEqual([
    { index: 0, account: undefined, endsAtMs: undefined, freeAtMs: 0 },
    { index: 1, account: account.id, endsAtMs: 50_000, freeAtMs: 86_400_000 },
    { index: 2, account: undefined, endsAtMs: undefined, freeAtMs: 0 },
  ]);
});

it('lists every seat that was given and only the first free ones of thousands', () => {
  const places = seatPlaces(65_535, [{ ...row, index: 60_000 }, row]);
  expect(places.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 60_000]);
});

it('has nothing for a licence without seats', () => {
  expect(seatPlaces(0, [])).toEqual([]);
});
