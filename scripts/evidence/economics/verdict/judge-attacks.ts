import { griefRatio } from '../attacks/grief-ratio.ts';
import { jurorPay } from '../attacks/juror-pay.ts';
import { shamProfit } from '../attacks/sham-profit.ts';
import { sittingProfit } from '../attacks/sitting-profit.ts';
import { stealProfit } from '../attacks/steal-profit.ts';
import { worstCheat } from '../attacks/worst-cheat.ts';
import { worstSteal } from '../attacks/worst-steal.ts';
import type { Setting } from '../model/setting.ts';
import type { Stakes } from '../model/stakes.ts';
import type { Verdict } from './verdict.ts';
import { worstJobs } from './worst-jobs.ts';

const HOUR = 3600;

/**
 * The worst of each attack over all jobs that an attacker may choose between.
 *
 * @param stakes in any unit
 * @param options.share of the tickets of a class that acts as one; who takes bribes belongs to it
 * @param options.audits of each job
 * @param options.maxPrice in the unit of the stakes
 */
export function judgeAttacks(
  stakes: Stakes,
  options: { share: number; audits: number; maxPrice: number },
): Verdict[] {
  const jobs = worstJobs(stakes, options);
  const worst = (attack: string, profitOf: (setting: Setting) => number): Verdict => {
    let found: Verdict = { attack, profit: Number.NEGATIVE_INFINITY, at: '' };
    for (const setting of jobs) {
      const profit = profitOf(setting) / stakes.juryFee;
      if (profit > found.profit) found = { attack, profit, at: describe(setting) };
    }
    return found;
  };
  const replay = ({ job }: Setting) => (job.costShare * job.price) / job.segments;
  return [
    worst('cheat: skip one segment, up to all of them', (setting) => worstCheat(setting, 0).gain),
    worst('keep the result and the price with a bought jury', (setting) => stealProfit(setting, 1)),
    worst('the same with several leaves challenged at once', worstSteal),
    worst('sham challenge of a right leaf', (setting) => shamProfit(setting).rightLeaf),
    worst('sham challenge, node silent, to take the bond out', (setting) => shamProfit(setting).silentNode),
    worst('sham challenge of a wrong leaf', (setting) => shamProfit(setting).wrongLeaf),
    worst('frivolous challenge, to the challenger', (setting) => -griefRatio(setting, HARM).cost),
    worst('frivolous challenge, loss of the honest node', (setting) => -griefRatio(setting, HARM).nodeGain),
    worst('juror: silence instead of work', (setting) => better(setting, options.share, replay, 'silent')),
    worst('juror: UNAVAILABLE instead of work', (setting) =>
      better(setting, options.share, replay, 'unavailable'),
    ),
    worst('juror: a guess instead of work', (setting) => better(setting, options.share, replay, 'guess')),
    worst('claim and let the deadline pass', sittingProfit),
  ];
}

/** Half a day's dispute, at a tenth a year; an opening of 100,000 gas is far below a hundredth of a juror's fee. */
const HARM = { openingCost: 0, delaySeconds: 72 * HOUR, yearlyRate: 0.1 };

function better(
  { stakes, ...setting }: Setting,
  share: number,
  replay: (setting: Setting) => number,
  way: 'silent' | 'unavailable' | 'guess',
): number {
  const pay = jurorPay(stakes, share, replay({ stakes, ...setting }));
  return pay[way] - pay.honest;
}

function describe({ job, crowd }: Setting): string {
  const early = job.paidEarly ? ', accepted at once' : '';
  return `price ${job.price}, ${job.segments} segments, cost ${job.costShare}, ${crowd.nodes} nodes${early}`;
}
