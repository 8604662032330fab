import { juryOdds } from '../chance/jury-odds.ts';
import { bondOf } from '../model/bond-of.ts';
import type { Setting } from '../model/setting.ts';

/** A challenge of a right leaf by somebody who only wants to do harm. */
export type Grief = {
  /** What it costs the challenger. */
  cost: number;
  /** What the honest node is better off, after its delay. */
  nodeGain: number;
  /** Longest delay, in seconds, that the challenger's bond still makes up for. */
  payableDelaySeconds: number;
};

const YEAR_SECONDS = 365 * 24 * 3600;

/**
 * What a frivolous challenge costs and does.
 *
 * @param openingCost what the node spends on its answer
 * @param delaySeconds how much later the node gets price and bond
 * @param yearlyRate what its money would earn meanwhile
 */
export function griefRatio(
  { stakes, job, crowd, rules }: Setting,
  harm: { openingCost: number; delaySeconds: number; yearlyRate: number },
): Grief {
  const pool = { ...crowd, nodes: crowd.nodes - 1, colluding: 0 };
  const ends = juryOdds(
    pool,
    (seats) => ({ colluding: 'leaf', honest: [{ vote: 'leaf', count: seats }] }),
    rules,
  );
  let cost = 0;
  let toNode = 0;
  for (const { outcome, probability, honestRight } of ends) {
    if (outcome !== 'upheld') continue;
    cost += probability * stakes.challengeBond;
    toNode += probability * (stakes.challengeBond - honestRight * stakes.juryFee);
  }
  const interest = ((job.price + bondOf(stakes, job.price)) * harm.yearlyRate) / YEAR_SECONDS;
  return {
    cost,
    nodeGain: toNode - harm.openingCost - interest * harm.delaySeconds,
    payableDelaySeconds: (toNode - harm.openingCost) / interest,
  };
}
