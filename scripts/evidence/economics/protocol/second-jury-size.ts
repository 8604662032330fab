import { JURY_SIZES } from './jury-sizes.ts';

/** Seats of the second jury: as many as there are, an odd number so that it can decide, up to 11; 0 with fewer than 7. */
export function secondJurySize(available: number): number {
  const seats = Math.min(JURY_SIZES.second, available);
  const odd = seats % 2 === 0 ? seats - 1 : seats;
  return odd < JURY_SIZES.secondAtLeast ? 0 : odd;
}
