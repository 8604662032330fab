import { bondOf } from '../model/bond-of.ts';
import type { Setting } from '../model/setting.ts';
import { cheatOdds } from './cheat-odds.ts';
import { wrongLeafEnds } from './wrong-leaf-ends.ts';

/**
 * The least that a Proven seal on garbage has to be worth to somebody who is requester and node at once. The price goes
 * round in a circle, and as a requester that had accepted it gets up to the price out of the node's bond; at stake are the
 * rest of the bond, the protocol's fee and the fees of the audits. A result that stands is taken to be Proven.
 */
export function falseSealPrice(setting: Setting): number {
  const { stakes, job } = setting;
  const odds = cheatOdds(setting, { skipped: setting.job.segments, watched: 0 }, wrongLeafEnds(setting));
  const refuted = odds.refutedEarly + odds.refutedLate;
  const bond = bondOf(stakes, job.price) - stakes.bounty;
  const burnt = bond - Math.min(bond, job.price);
  const auditFees = (job.audits * stakes.auditRate * job.price) / job.segments;
  const lost = refuted * burnt + stakes.feeRate * job.price + auditFees;
  const won = odds.captured * stakes.challengeBond;
  return (lost - won) / (1 - refuted - odds.void);
}
