import type { Hex } from '@cultivar/sdk/spec';

/** A seat as the index has it; times in milliseconds. */
export type SeatPlace = {
  /** From 0, as the contract counts. */
  index: number;
  /** Who has it, or had it until `endsAtMs`. */
  account: Hex | undefined;
  /** Absent = as long as the licence. */
  endsAtMs: number | undefined;
  /** From when on it takes somebody else. */
  freeAtMs: number;
};

/** How a seat stands at a moment. */
export type SeatState =
  | { name: 'held'; account: Hex; endsAtMs: number | undefined }
  /** Nobody has it, and nobody new gets it before `freeAtMs`. */
  | { name: 'cooling'; freeAtMs: number }
  | { name: 'free' };
