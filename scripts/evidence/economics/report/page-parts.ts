import { bearableFailures } from '../attacks/bearable-failures.ts';
import { bribePrice } from '../attacks/bribe-price.ts';
import { copyingPay } from '../attacks/copying-pay.ts';
import { stealProfit } from '../attacks/steal-profit.ts';
import { watchingProfit } from '../attacks/watching-profit.ts';
import { falseSealPrice } from '../attacks/false-seal-price.ts';
import { zeroOf } from '../chance/zero-of.ts';
import { standardSetting } from '../figures/standard-setting.ts';
import type { Stakes } from '../model/stakes.ts';
import { CLAIMS } from '../verdict/claims.ts';
import type { Claim } from '../verdict/claims.ts';
import { judgeAttacks } from '../verdict/judge-attacks.ts';
import { nameClaim } from '../verdict/name-claim.ts';
import { verdictTable } from './verdict-table.ts';

/** The generated parts of docs/evidence/economics.md. */
export function pageParts(stakes: Stakes): Record<'verdicts' | 'beyond' | 'figures at hand', string> {
  const tableOf = (claims: readonly Claim[]) =>
    verdictTable(claims.map((claim) => ({ name: nameClaim(claim), verdicts: judgeAttacks(stakes, claim) })));
  return {
    verdicts: tableOf(CLAIMS),
    beyond: tableOf([
      { share: 0.3, audits: 1, maxPrice: 100 },
      { share: 0.4, audits: 1, maxPrice: 100 },
      { share: 0.5, audits: 4, maxPrice: 100 },
    ]),
    'figures at hand': figuresAtHand(stakes),
  };
}

function figuresAtHand(stakes: Stakes): string {
  const at = (share: number, price: number, audits = 1) => standardSetting(stakes, share, { price, audits });
  const safePrice = (share: number) => zeroOf([0.1, 1e6], (price) => -stealProfit(at(share, price), 1));
  const needed = zeroOf([0, 1], (wrong) => -watchingProfit(at(0.25, 20), wrong));
  const copying = zeroOf([0, 1], (wrong) => copyingPay(stakes, wrong, 0.975 * stakes.juryFee));
  const bribe = bribePrice(at(0.25, 20));
  const row = (what: string, value: string) => `| ${what} | ${value} |`;
  return [
    '| figure | value |',
    '|---|---:|',
    ...[0.1, 0.2, 0.25, 1 / 3].map((share) =>
      row(
        `price up to which a bought jury does not pay, ${percent(share)} colluding`,
        safePrice(share).toFixed(0),
      ),
    ),
    row(
      'failures an honest node bears before it earns nothing, margin of a fifth',
      percent(bearableFailures(at(0, 20))),
    ),
    row('wrong segments that make it worth an onlooker’s while to look, 25 % colluding', percent(needed)),
    row('wrong leaves among the challenged from which on copying a leaked one loses', percent(copying)),
    row('bribe that outweighs fee and slice of one juror', bribe.perJuror.toFixed(0)),
    row('what a caught node with a job of 20 would save by it', bribe.prize.toFixed(1)),
    ...[1, 2, 4].map((audits) =>
      row(
        `worth of a false seal that makes a wash job pay, 25 % colluding, ${audits} audit${audits > 1 ? 's' : ''}`,
        falseSealPrice(at(0.25, 1, audits)).toFixed(0),
      ),
    ),
  ].join('\n');
}

function percent(part: number): string {
  return `${(part * 100).toFixed(part * 100 < 10 ? 1 : 0)} %`;
}
