import { describe, expect, it } from 'vitest';
import { crowdWithShare } from '../model/crowd-with-share.ts';
import { FIRST_RULES } from '../model/first-rules.ts';
import type { Setting } from '../model/setting.ts';
import { SHIPPED_RULES } from '../model/shipped-rules.ts';
import { EXAMPLE_STAKES } from '../test/example-stakes.ts';
import { bearableFailures } from './bearable-failures.ts';
import { bribePrice } from './bribe-price.ts';
import { cheatGain } from './cheat-gain.ts';
import { cheatProfit } from './cheat-profit.ts';
import { copyingPay } from './copying-pay.ts';
import { falseSealPrice } from './false-seal-price.ts';
import { griefRatio } from './grief-ratio.ts';
import { grindingProfit } from './grinding-profit.ts';
import { honestProfit } from './honest-profit.ts';
import { shamProfit } from './sham-profit.ts';
import { sittingProfit } from './sitting-profit.ts';
import { stealProfit } from './steal-profit.ts';
import { ticketSniping } from './ticket-sniping.ts';
import { watchingProfit } from './watching-profit.ts';

const setting = (share: number, job: Partial<Setting['job']> = {}): Setting => ({
  stakes: EXAMPLE_STAKES,
  job: { price: 20, segments: 32, audits: 1, costShare: 0.8, paidEarly: true, ...job },
  crowd: { ...crowdWithShare(400, share), silence: 0 },
  rules: SHIPPED_RULES,
});
const garbage = { skipped: 32, watched: 0 };

describe('cheating', () => {
  it('saves the whole cost where nothing is audited or watched', () => {
    const at = setting(0.25, { audits: 0 });
    expect(cheatGain(at, garbage)).toBeCloseTo(0.8 * 20, 9);
  });

  it('loses bond but bounty where it is surely found, and keeps an early price', () => {
    const alone = { ...setting(0), crowd: { nodes: 400, colluding: 1, silence: 0 } };
    expect(cheatProfit(alone, garbage)).toBeCloseTo(20 * 0.975 - 50 + 5, 9);
    const late = { ...alone, job: { ...alone.job, paidEarly: false } };
    expect(cheatProfit(late, garbage)).toBeCloseTo(-50 + 5, 9);
  });

  it('is worth less with each audit and each onlooker', () => {
    const half = { skipped: 16, watched: 0 };
    const gains = [0, 1, 2, 3, 4].map((audits) => cheatGain(setting(0.25, { audits }), half));
    expect(gains.toSorted((a, b) => b - a)).toEqual(gains);
    expect(cheatGain(setting(0.25), { ...half, watched: 2 })).toBeLessThan(gains[1]!);
  });

  it('is worth nothing to an honest node', () => {
    expect(cheatProfit(setting(0.25), { skipped: 0, watched: 0 })).toBeCloseTo(
      honestProfit(setting(0.25)),
      9,
    );
  });
});

describe('a bought jury', () => {
  it('costs the challenge bond where nobody can be bought', () => {
    const nobody = { ...setting(0), crowd: { nodes: 400, colluding: 0, silence: 0 } };
    expect(stealProfit(nobody, 1)).toBeCloseTo(-20, 9);
    expect(stealProfit(nobody, 7)).toBeCloseTo(-140, 9);
  });

  it('wins the price, the bounty and the fees where all are bought, never the bond', () => {
    const all = { ...setting(0), crowd: { nodes: 400, colluding: 399, silence: 0 } };
    expect(stealProfit(all, 1)).toBeCloseTo(20 + 5 + 5, 9);
  });

  it('gained by many challenges at once while a moot one got its bond back', () => {
    const many = setting(0.2, { price: 50, segments: 64 });
    expect(stealProfit({ ...many, rules: FIRST_RULES }, 64)).toBeGreaterThan(0);
    expect(stealProfit(many, 64)).toBeLessThan(stealProfit(many, 1));
  });

  it('pays whoever always proposes the seed block', () => {
    expect(grindingProfit(setting(0.25), 1)).toBeGreaterThan(0);
    expect(grindingProfit(setting(0.25), 0)).toBe(stealProfit(setting(0.25), 1));
  });
});

describe('challenges that nobody wins', () => {
  it('cost friends the fees of honest jurors, or the bond but the bounty', () => {
    const alone = { ...setting(0), crowd: { nodes: 400, colluding: 1, silence: 0 } };
    expect(shamProfit(alone)).toEqual({ rightLeaf: -5, silentNode: 5 - 50, wrongLeaf: 5 - 50 });
  });

  it('leave the honest node better off than before for as long as a dispute can last', () => {
    const harm = { openingCost: 0.1, delaySeconds: 72 * 3600, yearlyRate: 0.1 };
    const { cost, nodeGain, payableDelaySeconds } = griefRatio(setting(0), harm);
    expect(cost).toBe(20);
    expect(nodeGain).toBeCloseTo(15 - 0.1 - (70 * 0.1 * 3) / 365, 9);
    expect(payableDelaySeconds).toBeGreaterThan(72 * 3600);
  });
});

describe('jurors and tickets', () => {
  it('pay for copying only where wrong leaves are rare', () => {
    expect(copyingPay(EXAMPLE_STAKES, 0.05, 0.8)).toBeGreaterThan(0);
    expect(copyingPay(EXAMPLE_STAKES, 0.2, 0.8)).toBeLessThan(0);
  });

  it('can be bribed for fee and slice each, and save a caught node both bond and price', () => {
    const price = bribePrice(setting(0.25));
    expect(price).toMatchObject({ perJuror: 6, deposit: 18 });
    expect(price.prize).toBeCloseTo(50 + 19.5, 9);
    expect(price.gain).toBeLessThan(price.prize);
  });

  it('are worth buying for a foreseen dispute only where tickets count at once', () => {
    const buying = {
      share: 0.5,
      stake: 100,
      foreseenSeconds: 96 * 3600,
      unbondingSeconds: 8 * 24 * 3600,
      yearlyRate: 0.05,
      replayCost: 0.2,
    };
    expect(ticketSniping(EXAMPLE_STAKES, { ...buying, minAgeSeconds: 0 })).toBeGreaterThan(0);
    expect(ticketSniping(EXAMPLE_STAKES, { ...buying, minAgeSeconds: 96 * 3600 })).toBeLessThan(0);
  });
});

describe('what bounds the bond', () => {
  it('is lost whole by whoever sits on a job', () => {
    expect(sittingProfit(setting(0))).toBe(-50);
  });

  it('lets an honest node fail one job in twenty with a margin of a fifth', () => {
    expect(bearableFailures(setting(0))).toBeCloseTo((0.975 - 0.8) / (0.975 + 2.5), 9);
  });

  it('makes a false seal dearer with each audit', () => {
    const prices = [1, 2, 3, 4].map((audits) => falseSealPrice(setting(0.2, { audits, price: 1 })));
    expect(prices.toSorted((a, b) => a - b)).toEqual(prices);
  });

  it('pays an onlooker to look where enough is wrong', () => {
    expect(watchingProfit(setting(0.1), 0.5)).toBeGreaterThan(0);
    expect(watchingProfit(setting(0.1), 0)).toBeLessThan(0);
  });
});
