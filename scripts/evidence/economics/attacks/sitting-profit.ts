import { bondOf } from '../model/bond-of.ts';
import type { Setting } from '../model/setting.ts';

/** Profit of claiming a job only to let its deadline pass: the whole bond is burnt, nobody gets any of it. */
export function sittingProfit({ stakes, job }: Setting): number {
  return -bondOf(stakes, job.price);
}
