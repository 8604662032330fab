import { zeroAddress, zeroHash } from 'viem';
import type { JobTerms } from '../contracts/contract-types.ts';
import { DERIVATION_POLICIES, JOB_MODES, numberOf } from '../contracts/words.ts';
import type { JobTermsPartsFragment } from '../generated/graphql.ts';

/** The terms of a job, as the index has them, in the shape in which the contracts want them back. */
export function jobTermsOf(job: JobTermsPartsFragment): JobTerms {
  const [first = '0', second = '0', third = '0', fourth = '0'] = job.lineageParents;
  const [low = '0', high = '0'] = job.lineageAncestors;
  return {
    requester: job.requester.id,
    requestedAt: Number(job.requestedAt),
    version: Number(job.parametersVersion),
    work: {
      specDigest: job.specDigest,
      class: job.class.id,
      targetNode: job.targetNode ?? zeroAddress,
      encryptionKey: job.encryptionKey ?? zeroHash,
      runTime: Number(job.runSeconds),
      mode: numberOf(JOB_MODES, lower(job.mode)),
      juryMayRead: job.juryMayRead,
      audits: job.audits,
      segments: Number(job.segments),
      longestSegment: Number(job.longestSegment),
    },
    payment: {
      currency: job.currency,
      minPrice: BigInt(job.minPrice),
      maxPrice: BigInt(job.maxPrice),
      auditFee: BigInt(job.auditFee),
      claimWindow: Number(job.claimWindowSeconds),
    },
    outcome: {
      policy: numberOf(DERIVATION_POLICIES, lower(job.policy)),
      royaltyBps: job.royaltyBps,
      lineage: {
        parents: [Number(first), Number(second), Number(third), Number(fourth)],
        ancestors: [BigInt(low), BigInt(high)],
      },
    },
  };
}

function lower<T extends string>(word: T): Lowercase<T> {
  return word.toLowerCase() as Lowercase<T>;
}
