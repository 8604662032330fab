import type { Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { AuditDraw, JobSubmission, JobTerms } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link closeAudits}. */
export type CloseAuditsParameters = {
  jobId: bigint;
  /** See `readJobTerms` and `jobTermsOf`. */
  terms: JobTerms;
  /** See `readJobSubmission` and `jobSubmissionOf`. */
  submission: JobSubmission;
  /** See `readAuditDraw`. */
  drawn: AuditDraw;
};

/** Encodes {@link closeAudits} for a preview. */
export function prepareCloseAudits(deployment: Deployment, parameters: CloseAuditsParameters): PreparedCall {
  return prepareCall(deployment, 'disputes', 'closeAudits', [
    parameters.jobId,
    parameters.terms,
    parameters.submission,
    parameters.drawn,
  ]);
}

/** Ends audits whose time is over, by anyone: silent auditors lose a slice, and others are drawn once. */
export function closeAudits(
  client: WriteClient,
  { deployment, ...parameters }: On<CloseAuditsParameters>,
): Promise<Hash> {
  return sendCall(client, prepareCloseAudits(deployment, parameters));
}
