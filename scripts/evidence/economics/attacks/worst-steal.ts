import type { Setting } from '../model/setting.ts';
import { stealProfit } from './steal-profit.ts';

/** The most that a bought jury brings where several leaves are challenged at once, up to all of them. */
export function worstSteal(setting: Setting): number {
  const { segments } = setting.job;
  const choices = [2, 3, 5, 8, segments].filter((challenges) => challenges <= segments);
  return Math.max(...choices.map((challenges) => stealProfit(setting, challenges)));
}
