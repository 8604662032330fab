import type { Setting } from '../model/setting.ts';
import { stealProfit } from './steal-profit.ts';

/**
 * Expected profit of a requester against an honest node, where the coalition proposes the seed block with some chance
 * and then chooses the jury.
 */
export function grindingProfit(setting: Setting, proposer: number): number {
  const { stakes, job } = setting;
  const chosen = job.price + stakes.bounty + 3 * stakes.juryFee;
  return (1 - proposer) * stealProfit(setting, 1) + proposer * chosen;
}
