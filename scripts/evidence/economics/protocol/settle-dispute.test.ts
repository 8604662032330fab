import { describe, expect, it } from 'vitest';
import { seededRandom } from '../chance/seeded-random.ts';
import { SHIPPED_RULES } from '../model/shipped-rules.ts';
import { oneTicketEach } from '../simulate/one-ticket-each.ts';
import { EXAMPLE_STAKES } from '../test/example-stakes.ts';
import { playDispute } from './play-dispute.ts';
import type { PlayedDispute, Vote } from './play-dispute.ts';
import { settleDispute } from './settle-dispute.ts';

const MONEY = { stakes: EXAMPLE_STAKES, bond: 40, price: 16, paidEarly: false, rules: SHIPPED_RULES };

const round = (...votes: Vote[]) => votes.map((vote, juror) => ({ juror, vote }));

describe('settleDispute', () => {
  it('pays an upheld leaf out of the challenger’s bond', () => {
    const played: PlayedDispute = {
      outcome: 'upheld',
      rounds: [round('leaf', 'leaf', 'leaf', 'other', 'silent')],
    };
    const settled = settleDispute(played, MONEY);
    expect(settled).toMatchObject({ node: 17, challenger: -20, requester: 0, burnt: 10 });
    expect([...settled.jurors.values()]).toEqual([1, 1, 1, -5, -5]);
  });

  it('burns what is left of a refuted node’s bond, and never gives it to the challenger', () => {
    const played: PlayedDispute = {
      outcome: 'refuted',
      rounds: [round('other', 'other', 'unavailable', 'leaf', 'leaf')],
    };
    const settled = settleDispute(played, MONEY);
    expect(settled).toMatchObject({ node: -40, challenger: 5, requester: 0, burnt: 32 + 10 });
  });

  it('gives a requester who had paid the price back, out of the bond', () => {
    const played: PlayedDispute = {
      outcome: 'refuted',
      rounds: [round('other', 'other', 'other', 'other', 'other')],
    };
    expect(settleDispute(played, { ...MONEY, paidEarly: true })).toMatchObject({ requester: 16, burnt: 14 });
  });

  it('punishes only silence where nothing was decided', () => {
    const played: PlayedDispute = {
      outcome: 'void',
      rounds: [round('leaf', 'leaf', 'other', 'other', 'silent')],
    };
    const settled = settleDispute(played, MONEY);
    expect(settled).toMatchObject({ node: 0, challenger: 0, burnt: 5 });
    expect([...settled.jurors.values()].map((change) => change + 0)).toEqual([0, 0, 0, 0, -5]);
  });

  it('pays who was right in a first round without result, and lets the others of it go', () => {
    const second = Array.from({ length: 11 }, (_, i) => ({ juror: 10 + i, vote: 'leaf' as const }));
    const first = round('leaf', 'leaf', 'other', 'other', 'silent');
    const settled = settleDispute({ outcome: 'upheld', rounds: [first, second] }, MONEY);
    expect([0, 2, 4].map((juror) => settled.jurors.get(juror)! + 0)).toEqual([1, 0, -5]);
    expect(settled).toMatchObject({ node: 20 - 13, burnt: 5 });
  });

  it('creates and loses no money, however jurors vote', () => {
    const random = seededRandom(11);
    const votes: Vote[] = ['leaf', 'other', 'unavailable', 'alone', 'silent'];
    for (let i = 0; i < 2_000; i++) {
      const played = playDispute(random, {
        tickets: oneTicketEach(24),
        parties: [0, 1],
        rules: SHIPPED_RULES,
        voting: (jurors) => jurors.map((juror) => ({ juror, vote: votes[Math.floor(random() * 5)]! })),
      });
      const { node, requester, challenger, jurors, burnt } = settleDispute(played, {
        ...MONEY,
        paidEarly: i % 2 === 0,
      });
      const sum = [...jurors.values()].reduce(
        (total, change) => total + change,
        node + requester + challenger,
      );
      expect(sum + burnt).toBeCloseTo(0, 9);
      expect(burnt).toBeGreaterThanOrEqual(0);
    }
  });
});
