import type { Random } from '../chance/seeded-random.ts';
import type { DisputeRules } from '../model/dispute-rules.ts';
import { decideRound } from './decide-round.ts';
import type { Tally } from './decide-round.ts';
import { drawNodes } from './draw-nodes.ts';
import { JURY_SIZES } from './jury-sizes.ts';
import { secondJurySize } from './second-jury-size.ts';

/** What a juror shows. Other: the finding that its whole group shows. Alone: a finding of its own. */
export type Vote = 'leaf' | 'other' | 'unavailable' | 'alone' | 'silent';

export type Ballot = { juror: number; vote: Vote };

/** A dispute as it was played. */
export type PlayedDispute = {
  outcome: 'upheld' | 'refuted' | 'void';
  /** Ballots by round; the last round decided, or failed to. */
  rounds: Ballot[][];
};

/** How a drawn jury votes; it knows who was drawn, as everybody does. */
export type Voting = (jurors: readonly number[]) => Ballot[];

/**
 * Draws a jury of 5, lets it vote, and draws up to 11 others where it came to nothing.
 *
 * @param parties neither sits on a jury
 */
export function playDispute(
  random: Random,
  options: { tickets: readonly number[]; parties: readonly number[]; rules: DisputeRules; voting: Voting },
): PlayedDispute {
  const { tickets, rules, voting } = options;
  const excluded = new Set(options.parties);
  const first = voting(drawNodes(random, tickets, JURY_SIZES.first, excluded));
  const decision = decideRound(tallyOf(first), rules);
  if (decision !== 'undecided') return { outcome: decision, rounds: [first] };

  for (const { juror } of first) excluded.add(juror);
  const available = new Set(tickets.filter((node) => !excluded.has(node))).size;
  const seats = secondJurySize(available);
  if (seats === 0) return { outcome: 'void', rounds: [first] };
  const second = voting(drawNodes(random, tickets, seats, excluded));
  const again = decideRound(tallyOf(second), rules);
  return { outcome: again === 'undecided' ? 'void' : again, rounds: [first, second] };
}

function tallyOf(ballots: readonly Ballot[]): Tally {
  const count = (vote: Vote) => ballots.filter((ballot) => ballot.vote === vote).length;
  return {
    seats: ballots.length,
    leaf: count('leaf'),
    other: count('other'),
    unavailable: count('unavailable'),
  };
}
