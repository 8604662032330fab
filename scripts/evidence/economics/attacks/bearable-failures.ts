import { bondOf } from '../model/bond-of.ts';
import type { Setting } from '../model/setting.ts';

/**
 * The largest share of its claimed jobs that an honest node may fail (by its own fault, or because a requester asked for
 * what cannot be done) before it earns nothing. A failed job is taken to cost as much work as a good one.
 */
export function bearableFailures({ stakes, job }: Setting): number {
  const pay = job.price * (1 - stakes.feeRate);
  return (pay - job.costShare * job.price) / (pay + bondOf(stakes, job.price));
}
