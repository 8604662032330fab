import type { World } from '../core/world.ts';
import { share } from '../core/share.ts';
import type { JobRequest } from './job.ts';

/** The smallest fee of an audit: a part of the pay of an average segment at the highest price. */
export function minAuditFee({ jobs }: World, { work, payment }: JobRequest): bigint {
  if (work.segments === 0n) return 0n;
  return share(payment.maxPrice, jobs.versions.at(-1)!.disputes.auditRateBps) / work.segments;
}
