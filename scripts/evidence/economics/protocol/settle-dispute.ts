import type { DisputeRules } from '../model/dispute-rules.ts';
import type { Stakes } from '../model/stakes.ts';
import type { PlayedDispute, Vote } from './play-dispute.ts';

/** What each side of a dispute has more, or less, after it. */
export type Settlement = {
  node: number;
  requester: number;
  challenger: number;
  /** By juror, both rounds. */
  jurors: Map<number, number>;
  burnt: number;
};

/** The money of a dispute. What a Refuted or Void job does with an unpaid price is the job's, not the dispute's. */
export function settleDispute(
  dispute: PlayedDispute,
  options: { stakes: Stakes; bond: number; price: number; paidEarly: boolean; rules: DisputeRules },
): Settlement {
  const { stakes, bond } = options;
  const right = winners(dispute, options.rules);
  const settled: Settlement = { node: 0, requester: 0, challenger: 0, jurors: new Map(), burnt: 0 };
  const decided = new Set(dispute.rounds.at(-1)!.map(({ juror }) => juror));
  let fees = 0;
  for (const { juror, vote } of dispute.rounds.flat()) {
    const change = payOf(vote, right, stakes, decided.has(juror));
    if (change > 0) fees += change;
    else settled.burnt -= change;
    settled.jurors.set(juror, change);
  }
  if (dispute.outcome === 'upheld') {
    settled.challenger = -stakes.challengeBond;
    settled.node = stakes.challengeBond - fees;
  }
  if (dispute.outcome === 'refuted') {
    settled.node = -bond;
    settled.challenger = stakes.bounty;
    const left = bond - fees - stakes.bounty;
    settled.requester = options.paidEarly ? Math.min(options.price, left) : 0;
    settled.burnt += left - settled.requester;
  }
  return settled;
}

/** Votes that won; none where nothing was decided. */
function winners({ outcome, rounds }: PlayedDispute, rules: DisputeRules): readonly Vote[] {
  if (outcome === 'upheld') return ['leaf'];
  if (outcome === 'void') return [];
  if (rules.unavailableJoins) return ['other', 'unavailable'];
  const count = (vote: Vote) => rounds.at(-1)!.filter((ballot) => ballot.vote === vote).length;
  return count('other') >= count('unavailable') ? ['other'] : ['unavailable'];
}

/**
 * The silent lose a slice in each round, the outlying only where their own round came to a result; who was right in a
 * round without one is paid all the same.
 */
function payOf(vote: Vote, right: readonly Vote[], stakes: Stakes, hasDecided: boolean): number {
  if (vote === 'silent') return -stakes.slice;
  if (right.includes(vote)) return stakes.juryFee;
  return hasDecided && right.length > 0 ? -stakes.slice : 0;
}
