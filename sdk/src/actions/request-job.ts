import type { Address, Hash, Hex } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { Parent } from '../contracts/contract-types.ts';
import { jobRequest, valueOf } from '../contracts/job-request.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { DerivationPolicy, JobMode } from '../contracts/words.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link requestJob}. */
export type RequestJobParameters = {
  /** Digest of the job's manifest. */
  specDigest: Hex;
  /** Id of the determinism class in which it is to run, see `classId`. */
  class: Hex;
  /** The one node that may claim. @default any node of the class */
  targetNode?: Address;
  /** The requester's X25519 key for this job. @default none: the result is public */
  encryptionKey?: Hex;
  /** Seconds from the claim to the deadline. */
  runSeconds: number;
  /** How the result is judged. @default 'accept' */
  mode?: JobMode;
  /** Whether drawn nodes get the key of private inputs. @default false */
  juryMayRead?: boolean;
  /** Paid audits, 0 to 4; none in mode `accept`. @default 0 */
  audits?: number;
  /** What each passed audit pays, on top of the price; see `readMinAuditFee`. @default 0n */
  auditFee?: bigint;
  /** Leaves of the trace, see `traceShape`. */
  segments: number;
  /** Optimiser steps of its longest segment. */
  longestSegment: number;
  /** ERC-20. @default the native currency */
  currency?: Address;
  /** Price at the beginning of the claim window. */
  minPrice: bigint;
  /** Price at its end; this much goes into escrow. */
  maxPrice: bigint;
  /** Seconds during which the job may be claimed. */
  claimWindowSeconds: number;
  /** Who may derive from the result. @default 'open' */
  policy?: DerivationPolicy;
  /** The result's part of the sales of works derived from it, in 1/10,000. @default 0 */
  royaltyBps?: number;
  /** What the result is made from: the base model, then the datasets. */
  parents: readonly Parent[];
};

/**
 * Encodes {@link requestJob} for a preview; its value is the highest price and the fees of the audits, where they are in
 * the native currency.
 */
export function prepareRequestJob(deployment: Deployment, parameters: RequestJobParameters): PreparedCall {
  const request = jobRequest(parameters);
  return prepareCall(deployment, 'jobEscrow', 'request', [request], valueOf(request));
}

/**
 * Requests a job and puts its highest price and the fees of its audits into escrow; the job's id is in the event
 * `JobRequested`. A price in a token has to be approved to the treasury before.
 */
export function requestJob(
  client: WriteClient,
  { deployment, ...parameters }: On<RequestJobParameters>,
): Promise<Hash> {
  return sendCall(client, prepareRequestJob(deployment, parameters));
}
