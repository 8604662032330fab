import type { Random } from '../chance/seeded-random.ts';
import { bondOf } from '../model/bond-of.ts';
import type { Setting } from '../model/setting.ts';
import { drawNodes } from '../protocol/draw-nodes.ts';
import { playDispute } from '../protocol/play-dispute.ts';
import type { PlayedDispute } from '../protocol/play-dispute.ts';
import { settleDispute } from '../protocol/settle-dispute.ts';
import { saveCheatingNode } from '../tactics/save-cheating-node.ts';
import { castVotes } from './cast-votes.ts';
import { drawSegments } from './draw-segments.ts';
import { oneTicketEach } from './one-ticket-each.ts';

/**
 * Plays one job of a node that skipped its first segments, by the protocol's own steps: audits, disputes, juries, money.
 * Nodes 0 to `colluding - 1` are one coalition; node 0 has the job.
 *
 * @returns the coalition's profit
 */
export function playCheat(random: Random, setting: Setting, skipped: number): number {
  const { stakes, job, crowd } = setting;
  const tickets = oneTicketEach(crowd.nodes);
  const auditors = drawNodes(random, tickets, job.audits, new Set([0]));
  const audited = drawSegments(random, job.segments, job.audits);

  const work = (job.costShare * job.price * (job.segments - skipped)) / job.segments;
  let profit = -work;
  const disputes: PlayedDispute[] = [];
  for (const [i, auditor] of auditors.entries()) {
    const answers = auditor >= crowd.colluding && random() >= crowd.silence;
    if (answers && audited[i]! < skipped) disputes.push(dispute(random, setting, tickets, auditor));
  }
  const ending = firstEnding(disputes);
  for (const played of disputes) {
    if (played !== ending && played.outcome !== 'upheld') continue;
    profit += moneyOf(played, setting);
  }
  const stands = ending === undefined;
  return profit + (stands || job.paidEarly ? job.price * (1 - stakes.feeRate) : 0);
}

function dispute(
  random: Random,
  setting: Setting,
  tickets: readonly number[],
  auditor: number,
): PlayedDispute {
  const { crowd, rules } = setting;
  const voting = castVotes(random, saveCheatingNode(rules), {
    isColluding: (node) => node < crowd.colluding,
    silence: crowd.silence,
  });
  return playDispute(random, { tickets, parties: [0, auditor], rules, voting });
}

/** The dispute that ends the job: the earlier round first; in the second, a void before a refutation. */
function firstEnding(disputes: readonly PlayedDispute[]): PlayedDispute | undefined {
  const ended = (outcome: PlayedDispute['outcome']) =>
    disputes.filter((played) => played.outcome === outcome);
  const refuted = ended('refuted');
  return refuted.find(({ rounds }) => rounds.length === 1) ?? ended('void')[0] ?? refuted[0];
}

/** What the coalition has more after a dispute; the challenger's bounty is its friend's. */
function moneyOf(played: PlayedDispute, { stakes, job, crowd, rules }: Setting): number {
  const bond = bondOf(stakes, job.price);
  const settled = settleDispute(played, { stakes, bond, price: job.price, paidEarly: job.paidEarly, rules });
  let money = settled.node + Math.max(0, settled.challenger);
  for (const [juror, change] of settled.jurors) if (juror < crowd.colluding) money += change;
  return money;
}
