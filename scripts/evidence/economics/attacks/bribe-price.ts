import { juryOdds } from '../chance/jury-odds.ts';
import { bondOf } from '../model/bond-of.ts';
import type { Setting } from '../model/setting.ts';
import { saveCheatingNode } from '../tactics/save-cheating-node.ts';

/** What it takes to buy a first jury. */
export type BribePrice = {
  /** What one juror has to be promised to vote against what it found: its fee and its slice. */
  perJuror: number;
  /** Deposit for a majority of the first jury, so that the promise is believed. */
  deposit: number;
  /** What the briber saves where it works: bond and price. */
  prize: number;
  /** Expected gain of a caught node from bribing those who can be bribed, once it sees the jury. */
  gain: number;
};

/**
 * Bribes to the drawn jury by a node whose leaf is wrong and challenged; `crowd.colluding` counts those who take bribes.
 * Paid only to jurors who lose by it (p + epsilon), the bribe costs nothing where it works.
 */
export function bribePrice({ stakes, job, crowd, rules }: Setting): BribePrice {
  const ends = juryOdds({ ...crowd, nodes: crowd.nodes - 2 }, saveCheatingNode(rules), rules);
  const saved = ends
    .filter(({ outcome }) => outcome !== 'refuted')
    .reduce((sum, { probability }) => sum + probability, 0);
  const perJuror = stakes.juryFee + stakes.slice;
  const prize = bondOf(stakes, job.price) + job.price * (1 - stakes.feeRate);
  return { perJuror, deposit: 3 * perJuror, prize, gain: saved * prize };
}
