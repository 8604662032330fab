import type { Call } from '../core/call.ts';
import { REASON } from '../treasury/reason.ts';
import { releaseEscrow } from '../treasury/escrow.ts';
import type { Job } from './job.ts';
import { unspentAuditFees } from './job-facts.ts';

/** Books all that an unpaid job still holds back to its requester. @returns how much. */
export function refundAll(call: Call, jobId: bigint, job: Job): bigint {
  const { payment, requester } = job.terms;
  const amount = payment.maxPrice + unspentAuditFees(job);
  releaseEscrow(call, payment.currency, jobId, [{ account: requester, amount, reason: REASON.JobRefund }]);
  return amount;
}
