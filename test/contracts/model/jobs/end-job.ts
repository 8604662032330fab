import type { Call } from '../core/call.ts';
import type { Job } from './job.ts';
import { bondOf, unspentAuditFees } from './job-facts.ts';

/** Ends the audits that are left of a job that ends. @returns what nobody has earned of their fees. */
export function endAudits(call: Call, jobId: bigint, job: Job): bigint {
  const refund = unspentAuditFees(job);
  const { openAudits } = job.review;
  if (openAudits > 0n) call.emit('escrow', 'AuditsEnded', { jobId, count: openAudits });
  job.review.openAudits = 0n;
  if (refund > 0n)
    call.emit('escrow', 'AuditFeesRefunded', { jobId, requester: job.terms.requester, refund });
  return refund;
}

/** Frees the bond of a job that ends without fault of its node. */
export function freeBond(call: Call, jobId: bigint, job: Job): void {
  const bond = bondOf(call.world, job);
  job.bondLocked = false;
  call.world.nodes.nodes.get(job.node)!.locked -= bond;
  call.emit('escrow', 'BondReleased', { jobId, node: job.node, bond });
}
