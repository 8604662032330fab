import type { DisputeRules } from '../model/dispute-rules.ts';

/** What the jurors of a round revealed; the silent and those alone with a finding are the rest of its seats. */
export type Tally = {
  seats: number;
  /** Found what the node committed. */
  leaf: number;
  /** The largest group with one other finding. */
  other: number;
  /** Could not fetch what they needed. */
  unavailable: number;
};

export type Decision = 'upheld' | 'refuted' | 'undecided';

/** What a round comes to: more than half of the seats (3 of 5, 6 of 11) have to say the same. */
export function decideRound(tally: Tally, rules: DisputeRules): Decision {
  const threshold = Math.floor(tally.seats / 2) + 1;
  const against = rules.unavailableJoins
    ? tally.other + tally.unavailable
    : Math.max(tally.other, tally.unavailable);
  if (tally.leaf >= threshold) return 'upheld';
  return against >= threshold ? 'refuted' : 'undecided';
}
