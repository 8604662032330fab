import { zeroAddress, zeroHash } from 'viem';
import type { Address, Hash, Hex } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { Parent } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import { DERIVATION_POLICIES, JOB_MODES, numberOf } from '../contracts/words.ts';
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
  /** Paid audits; none in mode `accept`. @default 0 */
  audits?: number;
  /** Segments of the trace. */
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

/** Encodes {@link requestJob} for a preview; its value is the highest price where that is in the native currency. */
export function prepareRequestJob(deployment: Deployment, parameters: RequestJobParameters): PreparedCall {
  const { currency = zeroAddress, minPrice, maxPrice, claimWindowSeconds } = parameters;
  const { policy = 'open', royaltyBps = 0, parents } = parameters;
  const request = {
    work: work(parameters),
    payment: { currency, minPrice, maxPrice, claimWindow: claimWindowSeconds },
    policy: numberOf(DERIVATION_POLICIES, policy),
    royaltyBps,
    parents: parents.map(({ assetId, licenseId = 0n }) => ({ assetId, licenseId })),
  };
  const value = currency === zeroAddress ? maxPrice : 0n;
  return prepareCall(deployment, 'jobEscrow', 'request', [request], value);
}

/**
 * Requests a job and puts its highest price into escrow; the job's id is in the event `JobRequested`.
 * A price in a token has to be approved to the treasury before.
 */
export function requestJob(
  client: WriteClient,
  { deployment, ...parameters }: On<RequestJobParameters>,
): Promise<Hash> {
  return sendCall(client, prepareRequestJob(deployment, parameters));
}

function work(parameters: RequestJobParameters) {
  const { specDigest, runSeconds, mode = 'accept', audits = 0, segments, longestSegment } = parameters;
  return {
    specDigest,
    class: parameters.class,
    targetNode: parameters.targetNode ?? zeroAddress,
    encryptionKey: parameters.encryptionKey ?? zeroHash,
    runTime: runSeconds,
    mode: numberOf(JOB_MODES, mode),
    audits,
    segments,
    longestSegment,
  };
}
