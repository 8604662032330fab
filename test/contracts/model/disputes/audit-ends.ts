import type { Call } from '../core/call.ts';
import { REASON } from '../treasury/reason.ts';
import { releaseEscrow } from '../treasury/escrow.ts';
import type { Hex } from 'viem';

/** Ends some audits of a job without pay. */
export function endSomeAudits(call: Call, jobId: bigint, count: bigint): void {
  call.world.jobs.jobs.get(jobId)!.review.openAudits -= count;
  call.emit('escrow', 'AuditsEnded', { jobId, count });
}

/** Pays an auditor out of the job's escrow. */
export function payAuditor(call: Call, jobId: bigint, auditor: Hex): void {
  const { review, terms } = call.world.jobs.jobs.get(jobId)!;
  const { auditFee, currency } = terms.payment;
  review.openAudits -= 1n;
  review.passedAudits += 1n;
  releaseEscrow(call, currency, jobId, [{ account: auditor, amount: auditFee, reason: REASON.AuditFee }]);
  call.emit('escrow', 'AuditPaid', { jobId, auditor, fee: auditFee });
}
