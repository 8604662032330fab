import { juryOdds } from '../chance/jury-odds.ts';
import { bondOf } from '../model/bond-of.ts';
import type { Setting } from '../model/setting.ts';
import { condemnHonestNode } from '../tactics/condemn-honest-node.ts';
import { saveCheatingNode } from '../tactics/save-cheating-node.ts';

/** A challenge between friends: what node, challenger and their jurors have more after it. */
export type ShamProfit = {
  /** About a right leaf, to farm jury fees or to seem examined. */
  rightLeaf: number;
  /** About a right leaf that the node does not open, to take its bond out. */
  silentNode: number;
  /** About a wrong leaf, before anybody else finds it. */
  wrongLeaf: number;
};

/** Expected profit of a node that has itself challenged by a friend; the price is left out. */
export function shamProfit({ stakes, job, crowd, rules }: Setting): ShamProfit {
  const pool = { ...crowd, nodes: crowd.nodes - 1, colluding: crowd.colluding - 1 };
  const bond = bondOf(stakes, job.price);
  const right = juryOdds(
    pool,
    (seats, held) => ({ ...condemnHonestNode(seats, held), colluding: 'leaf' }),
    rules,
  );
  const wrong = juryOdds(pool, saveCheatingNode(rules), rules);
  return {
    // Bond and jurors' fees go round within the coalition, but for the fees of honest jurors.
    rightLeaf: -right
      .filter(({ outcome }) => outcome === 'upheld')
      .reduce((sum, end) => sum + end.probability * end.honestRight * stakes.juryFee, 0),
    silentNode: stakes.bounty - bond,
    wrongLeaf: wrong.reduce((sum, end) => {
      const jurors = end.colludingRight * stakes.juryFee - end.colludingWrong * stakes.slice;
      const sides =
        end.outcome === 'refuted'
          ? stakes.bounty - bond
          : -(end.colludingRight + end.honestRight) * stakes.juryFee;
      return sum + end.probability * (sides + jurors);
    }, 0),
  };
}
