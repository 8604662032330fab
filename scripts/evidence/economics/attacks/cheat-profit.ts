import type { JuryEnd } from '../chance/jury-odds.ts';
import { bondOf } from '../model/bond-of.ts';
import type { Setting } from '../model/setting.ts';
import type { Stakes } from '../model/stakes.ts';
import { cheatOdds } from './cheat-odds.ts';
import { wrongLeafEnds } from './wrong-leaf-ends.ts';

/**
 * Expected profit of a coalition whose node skips segments and submits a trace that says otherwise.
 *
 * The coalition launders what it can: once an audit is about to find it, a friend challenges the same leaf first and
 * takes the bounty; its own jurors then vote with the honest and take their fees. What its own auditors earn is left
 * out: they would earn it on honest work too.
 *
 * @param skipped segments not computed; all of them is garbage
 * @param watched segments that honest onlookers recompute besides the audits
 */
export function cheatProfit(setting: Setting, cheat: { skipped: number; watched: number }): number {
  const { stakes, job } = setting;
  const ends = wrongLeafEnds(setting);
  const odds = cheatOdds(setting, cheat, ends);
  const kept = job.paidEarly ? 1 : 1 - odds.refutedEarly - odds.refutedLate - odds.void;
  const segmentCost = (job.costShare * job.price) / job.segments;
  const punishment = bondOf(stakes, job.price) - stakes.bounty;
  return (
    job.price * (1 - stakes.feeRate) * kept -
    segmentCost * (job.segments - cheat.skipped) +
    odds.captured * stakes.challengeBond -
    odds.refutedEarly * (punishment - jurorsPay(ends, 1, stakes)) -
    odds.refutedLate * (punishment - jurorsPay(ends, 2, stakes))
  );
}

/** What the coalition's jurors get, on average, where the round refutes. */
function jurorsPay(ends: readonly JuryEnd[], round: number, stakes: Stakes): number {
  let chance = 0;
  let pay = 0;
  for (const end of ends) {
    if (end.outcome !== 'refuted' || end.round !== round) continue;
    chance += end.probability;
    pay += end.probability * (end.colludingRight * stakes.juryFee - end.colludingWrong * stakes.slice);
  }
  return chance > 0 ? pay / chance : 0;
}
