import { describe, expect, it } from 'vitest';
import { cheatProfit } from '../attacks/cheat-profit.ts';
import { grindingOdds } from '../attacks/grinding-odds.ts';
import { jurorPay } from '../attacks/juror-pay.ts';
import { rampPrice } from '../attacks/ramp-price.ts';
import { stealProfit } from '../attacks/steal-profit.ts';
import { estimate } from '../chance/estimate.ts';
import { juryOdds } from '../chance/jury-odds.ts';
import { seededRandom } from '../chance/seeded-random.ts';
import { FIRST_RULES } from '../model/first-rules.ts';
import type { Setting } from '../model/setting.ts';
import { SHIPPED_RULES } from '../model/shipped-rules.ts';
import { playDispute } from '../protocol/play-dispute.ts';
import { castVotes } from '../simulate/cast-votes.ts';
import { oneTicketEach } from '../simulate/one-ticket-each.ts';
import { playCheat } from '../simulate/play-cheat.ts';
import { playGrinding } from '../simulate/play-grinding.ts';
import { playJuror } from '../simulate/play-juror.ts';
import { playRamp } from '../simulate/play-ramp.ts';
import { playSteal } from '../simulate/play-steal.ts';
import { saveCheatingNode } from '../tactics/save-cheating-node.ts';
import { EXAMPLE_STAKES } from './example-stakes.ts';

const PLAYS = 6_000;

/** Fails where a computed figure lies further from the simulated mean than chance takes it in a million tries. */
function expectAgreement(computed: number, play: () => number): void {
  const { mean, standardError } = estimate(PLAYS, play);
  expect(standardError).toBeGreaterThan(0);
  expect(Math.abs(computed - mean) / standardError).toBeLessThan(5);
}

const setting = (audits: number, paidEarly: boolean, silence: number, rules = SHIPPED_RULES): Setting => ({
  stakes: EXAMPLE_STAKES,
  job: { price: 12, segments: 16, audits, costShare: 0.8, paidEarly },
  crowd: { nodes: 40, colluding: 10, silence },
  rules,
});

describe('closed form and simulation agree', () => {
  it.each([
    ['shipped rules', SHIPPED_RULES, 0.02],
    ['first rules, split jurors', FIRST_RULES, 0],
    ['shipped rules, half of the nodes asleep', SHIPPED_RULES, 0.5],
  ] as const)('about how a dispute ends: %s', (_, rules, silence) => {
    const crowd = { nodes: 40, colluding: 12, silence };
    const tactic = saveCheatingNode(rules);
    const odds = juryOdds(crowd, tactic, rules);
    expect(odds.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 6);
    const random = seededRandom(42);
    const voting = castVotes(random, tactic, { isColluding: (node) => node < 12, silence });
    for (const outcome of ['upheld', 'refuted'] as const) {
      const chance = odds
        .filter((end) => end.outcome === outcome)
        .reduce((sum, end) => sum + end.probability, 0);
      expectAgreement(chance, () => {
        const played = playDispute(random, { tickets: oneTicketEach(40), parties: [], rules, voting });
        return played.outcome === outcome ? 1 : 0;
      });
    }
  });

  it.each([
    [1, 16, setting(1, true, 0.05)],
    [1, 2, setting(1, false, 0)],
    [2, 4, setting(2, false, 0.05)],
    [4, 16, setting(4, true, 0.05)],
    [2, 16, setting(2, true, 0, FIRST_RULES)],
  ] as const)('about cheating: %d audits, %d of 16 segments skipped', (_, skipped, at) => {
    const random = seededRandom(7);
    expectAgreement(cheatProfit(at, { skipped, watched: 0 }), () => playCheat(random, at, skipped));
  });

  it.each([
    [1, setting(1, false, 0.05)],
    [6, setting(1, true, 0)],
    [6, setting(1, false, 0.05, FIRST_RULES)],
  ] as const)('about a bought jury: %d leaves challenged', (challenges, at) => {
    const random = seededRandom(9);
    expectAgreement(stealProfit(at, challenges), () => playSteal(random, at, challenges));
  });

  it.each(['honest', 'unavailable', 'guess'] as const)('about the pay of a juror: %s', (way) => {
    const random = seededRandom(13);
    const computed = jurorPay(EXAMPLE_STAKES, 0.3, 0.8)[way];
    expectAgreement(computed, () => playJuror(random, EXAMPLE_STAKES, 0.3, 0.8)[way]);
  });

  it.each(['fair', 'expiry', 'withhold', 'grind'] as const)('about a seed: %s', (way) => {
    const random = seededRandom(17);
    expectAgreement(grindingOdds(0.1, 0.3, 16)[way], () => playGrinding(random, 0.1, 0.3, 16)[way]);
  });

  it.each([1, 2, 5])('about the price that %d nodes let rise', (nodes) => {
    const random = seededRandom(19);
    const { mean, standardError } = estimate(PLAYS, () => playRamp(random, nodes, 0).price);
    expect(Math.abs(rampPrice(nodes) - mean)).toBeLessThanOrEqual(5 * standardError);
  });
});

it('pays no node to wait longer than the others', () => {
  const profit = (longer: number) => {
    const random = seededRandom(23);
    return estimate(20_000, () => playRamp(random, 4, longer).profit);
  };
  const fair = profit(0);
  for (const longer of [0.15, 0.4]) {
    const late = profit(longer);
    expect(late.mean).toBeLessThan(fair.mean + 2 * (late.standardError + fair.standardError));
  }
});
