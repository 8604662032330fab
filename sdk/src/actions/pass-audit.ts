import type { Hash, Hex } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { AuditDraw, Finding, JobSubmission, JobTerms } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link passAudit}. */
export type PassAuditParameters = {
  jobId: bigint;
  /** See `readJobTerms` and `jobTermsOf`. */
  terms: JobTerms;
  /** See `readJobSubmission` and `jobSubmissionOf`. */
  submission: JobSubmission;
  /** See `readAuditDraw`. */
  drawn: AuditDraw;
  /** The account's place in it. */
  place: bigint;
  /** The leaf's state, and its secret as `proofOf(secret, 'audit')`. */
  finding: Finding;
  /** From the leaf to the root, see `tracePath`. */
  path: readonly Hex[];
};

/** Encodes {@link passAudit} for a preview. */
export function preparePassAudit(deployment: Deployment, parameters: PassAuditParameters): PreparedCall {
  return prepareCall(deployment, 'disputes', 'audit', [
    parameters.jobId,
    parameters.terms,
    parameters.submission,
    parameters.drawn,
    parameters.place,
    parameters.finding,
    parameters.path,
  ]);
}

/** Passes an audit as its auditor, who has found the leaf as it was committed: the audit is paid. */
export function passAudit(
  client: WriteClient,
  { deployment, ...parameters }: On<PassAuditParameters>,
): Promise<Hash> {
  return sendCall(client, preparePassAudit(deployment, parameters));
}
