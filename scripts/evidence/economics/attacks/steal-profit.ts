import { juryOdds } from '../chance/jury-odds.ts';
import type { JuryEnd } from '../chance/jury-odds.ts';
import { bondOf } from '../model/bond-of.ts';
import type { Setting } from '../model/setting.ts';
import { condemnHonestNode } from '../tactics/condemn-honest-node.ts';

/**
 * Expected profit of a requester who colludes with jurors against an honest node: it challenges right leaves and hopes
 * for juries in its hands, to keep the result and get the price back. What is burnt of the bond is nobody's gain.
 *
 * @param challenges how many leaves are challenged at once, each with a bond and a jury of its own
 */
export function stealProfit(setting: Setting, challenges: number): number {
  const { stakes, job, crowd, rules } = setting;
  const ends = juryOdds({ ...crowd, nodes: crowd.nodes - 1 }, condemnHonestNode, rules);
  const sum = (outcome: JuryEnd['outcome'], value: (end: JuryEnd) => number) =>
    ends
      .filter((end) => end.outcome === outcome)
      .reduce((total, end) => total + end.probability * value(end), 0);
  const one = () => 1;

  const prize = (end: JuryEnd) => {
    const fees = (end.colludingRight + end.honestRight) * stakes.juryFee;
    const left = bondOf(stakes, job.price) - fees - stakes.bounty;
    const back = job.paidEarly ? Math.min(job.price, left) : job.price;
    return back + stakes.bounty + end.colludingRight * stakes.juryFee;
  };
  const refuted = sum('refuted', one);
  const upheld = sum('upheld', one);
  const anyRefuted = 1 - (1 - refuted) ** challenges;
  const won = refuted > 0 ? (anyRefuted * sum('refuted', prize)) / refuted : 0;
  const voided = (1 - refuted) ** challenges - upheld ** challenges;
  const lost = sum('upheld', (end) => stakes.challengeBond - end.colludingRight * stakes.juryFee);
  // Where an ended job makes every other dispute moot, the attacker arranges that the captured one ends first.
  const paying = rules.upheldOutlivesJob ? 1 : upheld ** (challenges - 1);
  return won + (job.paidEarly ? 0 : voided * job.price) - challenges * lost * paying;
}
