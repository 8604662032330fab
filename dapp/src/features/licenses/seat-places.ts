import type { SeatRowFragment } from '@cultivar/sdk/graphql';
import type { SeatPlace } from './seat-place.ts';

/** A licence may have 65,535 seats; this many of those that nobody ever had are listed. */
const SHOWN_FREE = 8;

/**
 * The seats of a licence in their order: all that somebody ever had, and the first of the others.
 *
 * @param rows Those that the index knows: a seat has none before it was given to somebody.
 */
export function seatPlaces(
  seatCount: number,
  rows: readonly Pick<SeatRowFragment, 'index' | 'account' | 'expiresAt' | 'freeAt'>[],
): SeatPlace[] {
  const known = new Map(rows.map((row) => [row.index, placeOf(row)]));
  const fresh: SeatPlace[] = [];
  for (let index = 0; index < seatCount && fresh.length < SHOWN_FREE; index++) {
    if (!known.has(index)) fresh.push({ index, account: undefined, endsAtMs: undefined, freeAtMs: 0 });
  }
  return [...known.values(), ...fresh].toSorted((a, b) => a.index - b.index);
}

function placeOf(row: Pick<SeatRowFragment, 'index' | 'account' | 'expiresAt' | 'freeAt'>): SeatPlace {
  return {
    index: row.index,
    account: row.account?.id,
    endsAtMs: row.expiresAt === null ? undefined : Number(row.expiresAt) * 1000,
    freeAtMs: Number(row.freeAt) * 1000,
  };
}
