import type { Random } from '../chance/seeded-random.ts';
import { bondOf } from '../model/bond-of.ts';
import type { Setting } from '../model/setting.ts';
import { playDispute } from '../protocol/play-dispute.ts';
import { settleDispute } from '../protocol/settle-dispute.ts';
import { condemnHonestNode } from '../tactics/condemn-honest-node.ts';
import { castVotes } from './cast-votes.ts';
import { oneTicketEach } from './one-ticket-each.ts';

/**
 * Plays one job of an honest node (the last one) whose requester challenges right leaves, with jurors 0 to
 * `colluding - 1` on its side.
 *
 * @returns the profit of requester and jurors, beside having the result
 */
export function playSteal(random: Random, setting: Setting, challenges: number): number {
  const { stakes, job, crowd, rules } = setting;
  const tickets = oneTicketEach(crowd.nodes);
  const isColluding = (node: number) => node < crowd.colluding;
  const voting = castVotes(random, condemnHonestNode, { isColluding, silence: crowd.silence });
  const disputes = Array.from({ length: challenges }, () =>
    playDispute(random, { tickets, parties: [crowd.nodes - 1], rules, voting }),
  );
  const bond = bondOf(stakes, job.price);
  const ending =
    disputes.find(({ outcome }) => outcome === 'refuted') ??
    disputes.find(({ outcome }) => outcome === 'void');

  let profit = ending && !job.paidEarly ? job.price : 0;
  for (const played of disputes) {
    const counts = played.outcome === 'upheld' && (!ending || rules.upheldOutlivesJob);
    if (played !== ending && !counts) continue;
    const settled = settleDispute(played, {
      stakes,
      bond,
      price: job.price,
      paidEarly: job.paidEarly,
      rules,
    });
    profit += settled.challenger + settled.requester;
    for (const [juror, change] of settled.jurors) if (isColluding(juror)) profit += change;
  }
  return profit;
}
