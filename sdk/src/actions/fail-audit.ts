import type { Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { AuditDraw, JobSubmission, JobTerms } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link failAudit}. */
export type FailAuditParameters = {
  jobId: bigint;
  /** See `readJobTerms` and `jobTermsOf`. */
  terms: JobTerms;
  /** See `readJobSubmission` and `jobSubmissionOf`. */
  submission: JobSubmission;
  /** See `readAuditDraw`. */
  drawn: AuditDraw;
  /** The account's place in it. */
  place: bigint;
};

/** Encodes {@link failAudit} for a preview. */
export function prepareFailAudit(deployment: Deployment, parameters: FailAuditParameters): PreparedCall {
  return prepareCall(deployment, 'disputes', 'failAudit', [
    parameters.jobId,
    parameters.terms,
    parameters.submission,
    parameters.drawn,
    parameters.place,
  ]);
}

/**
 * Fails an audit as its auditor, who has found another leaf, or could not fetch what it needs: opens a dispute with the
 * account's locked stake as the bond. What was found is not shown.
 */
export function failAudit(
  client: WriteClient,
  { deployment, ...parameters }: On<FailAuditParameters>,
): Promise<Hash> {
  return sendCall(client, prepareFailAudit(deployment, parameters));
}
