import type { Crowd } from '../model/crowd.ts';
import type { DisputeRules } from '../model/dispute-rules.ts';
import { decideRound } from '../protocol/decide-round.ts';
import { JURY_SIZES } from '../protocol/jury-sizes.ts';
import { secondJurySize } from '../protocol/second-jury-size.ts';
import type { Vote } from '../protocol/play-dispute.ts';
import type { Plan, Tactic } from '../tactics/tactic.ts';
import { binomial } from './binomial.ts';
import { hypergeometric } from './hypergeometric.ts';

/** One way a dispute can end, with how many jurors of both rounds were on which side. */
export type JuryEnd = {
  outcome: 'upheld' | 'refuted' | 'void';
  round: 1 | 2;
  probability: number;
  colludingRight: number;
  colludingWrong: number;
  honestRight: number;
};

/** Less than any figure on a page could show. */
const NEGLIGIBLE = 1e-9;

/**
 * Every way a dispute can end, with its chance: seats of the colluding are hypergeometric, silence among the honest is
 * binomial. No simulation: this is what the simulation is checked against.
 *
 * @param crowd who may be drawn, parties already left out
 */
export function juryOdds(crowd: Crowd, tactic: Tactic, rules: DisputeRules): JuryEnd[] {
  const secondSeats = secondJurySize(crowd.nodes - JURY_SIZES.first);
  return roundsOf(crowd, JURY_SIZES.first, tactic).flatMap((first) => {
    const decision = decideRound(first.tally, rules);
    if (decision !== 'undecided') return [endOf(decision, 1, [first], rules)];
    const left = {
      nodes: crowd.nodes - JURY_SIZES.first,
      colluding: crowd.colluding - first.held,
      silence: crowd.silence,
    };
    if (secondSeats === 0 || first.probability < NEGLIGIBLE) return [endOf('void', 2, [first], rules)];
    return roundsOf(left, secondSeats, tactic).map((second) => {
      const again = decideRound(second.tally, rules);
      return endOf(again === 'undecided' ? 'void' : again, 2, [first, second], rules);
    });
  });
}

type Round = {
  probability: number;
  held: number;
  plan: Plan;
  tally: { seats: number; leaf: number; other: number; unavailable: number };
  /** Honest votes, silence taken off. */
  honest: ReadonlyMap<Vote, number>;
};

function roundsOf(crowd: Crowd, seats: number, tactic: Tactic): Round[] {
  const rounds: Round[] = [];
  for (let held = 0; held <= seats; held++) {
    const chance = hypergeometric(held, seats, crowd.colluding, crowd.nodes);
    if (chance === 0) continue;
    const plan = tactic(seats, held);
    for (const { honest, probability } of afterSilence(plan.honest, crowd.silence)) {
      const count = (vote: Vote) => (honest.get(vote) ?? 0) + (plan.colluding === vote ? held : 0);
      const tally = {
        seats,
        leaf: count('leaf'),
        other: count('other'),
        unavailable: count('unavailable'),
      };
      rounds.push({ probability: chance * probability, held, plan, tally, honest });
    }
  }
  return rounds;
}

function afterSilence(
  groups: Plan['honest'],
  silence: number,
): { honest: ReadonlyMap<Vote, number>; probability: number }[] {
  let ways: { honest: ReadonlyMap<Vote, number>; probability: number }[] = [
    { honest: new Map(), probability: 1 },
  ];
  for (const { vote, count } of groups) {
    ways = ways.flatMap((way) =>
      Array.from({ length: count + 1 }, (_, silent) => ({
        honest: new Map([...way.honest, [vote, count - silent]]),
        probability: way.probability * binomial(silent, count, silence),
      })).filter(({ probability }) => probability > 0),
    );
  }
  return ways;
}

function endOf(
  outcome: JuryEnd['outcome'],
  roundNumber: 1 | 2,
  rounds: readonly Round[],
  rules: DisputeRules,
): JuryEnd {
  const end: JuryEnd = {
    outcome,
    round: roundNumber,
    probability: rounds.reduce((product, { probability }) => product * probability, 1),
    colludingRight: 0,
    colludingWrong: 0,
    honestRight: 0,
  };
  const right = winners(outcome, rounds, rules);
  for (const round of rounds) {
    const { held, plan, honest } = round;
    if (right.includes(plan.colluding)) end.colludingRight += held;
    else if (outcome !== 'void' && round === rounds.at(-1)) end.colludingWrong += held;
    for (const vote of right) end.honestRight += honest.get(vote) ?? 0;
  }
  return end;
}

function winners(
  outcome: JuryEnd['outcome'],
  rounds: readonly Round[],
  rules: DisputeRules,
): readonly Vote[] {
  if (outcome === 'void') return [];
  if (outcome === 'upheld') return ['leaf'];
  if (rules.unavailableJoins) return ['other', 'unavailable'];
  const { tally } = rounds.at(-1)!;
  return tally.other >= tally.unavailable ? ['other'] : ['unavailable'];
}
