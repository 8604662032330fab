import type { Setting } from '../model/setting.ts';

/** What a node earns that does the whole job. */
export function honestProfit({ stakes, job }: Setting): number {
  return job.price * (1 - stakes.feeRate - job.costShare);
}
