import type { SeatPlace, SeatState } from './seat-place.ts';

/** Who has a seat now, or from when on it can be given to somebody. */
export function seatState({ account, endsAtMs, freeAtMs }: SeatPlace, nowMs: number): SeatState {
  const isHeld = account !== undefined && (endsAtMs === undefined || nowMs < endsAtMs);
  if (isHeld) return { name: 'held', account, endsAtMs };
  return nowMs < freeAtMs ? { name: 'cooling', freeAtMs } : { name: 'free' };
}
