import { zeroAddress, zeroHash } from 'viem';
import type { ContractFunctionArgs } from 'viem';
import type { RequestJobParameters } from '../actions/request-job.ts';
import type { jobEscrowAbi } from '../generated/abi.ts';
import { DERIVATION_POLICIES, JOB_MODES, numberOf } from './words.ts';

/** What a requester asks for, as `IJobEscrow.Request`. */
export type JobRequest = ContractFunctionArgs<typeof jobEscrowAbi, 'payable', 'request'>[0];

/** A request as the contract takes it, with what is left out filled in. */
export function jobRequest(parameters: RequestJobParameters): JobRequest {
  const { currency = zeroAddress, minPrice, maxPrice, auditFee = 0n, claimWindowSeconds } = parameters;
  const { policy = 'open', royaltyBps = 0, parents } = parameters;
  return {
    work: work(parameters),
    payment: { currency, minPrice, maxPrice, auditFee, claimWindow: claimWindowSeconds },
    policy: numberOf(DERIVATION_POLICIES, policy),
    royaltyBps,
    parents: parents.map(({ assetId, licenseId = 0n }) => ({ assetId, licenseId })),
  };
}

/** What goes into escrow with a request: the highest price and every audit's fee, in the job's currency. */
export function escrowOf({ work: { audits }, payment }: JobRequest): bigint {
  return payment.maxPrice + BigInt(audits) * payment.auditFee;
}

/** The part of it that is sent with the call: nothing, where the price is in a token. */
export function valueOf(request: JobRequest): bigint {
  return request.payment.currency === zeroAddress ? escrowOf(request) : 0n;
}

function work(parameters: RequestJobParameters): JobRequest['work'] {
  const { specDigest, runSeconds, mode = 'accept', juryMayRead = false, audits = 0 } = parameters;
  return {
    specDigest,
    class: parameters.class,
    targetNode: parameters.targetNode ?? zeroAddress,
    encryptionKey: parameters.encryptionKey ?? zeroHash,
    runTime: runSeconds,
    mode: numberOf(JOB_MODES, mode),
    juryMayRead,
    audits,
    segments: parameters.segments,
    longestSegment: parameters.longestSegment,
  };
}
