import { classId } from '@cultivar/sdk/spec';
import { CLASS_NAME, digest, ONE } from './stage.ts';

const NONE = '0x0000000000000000000000000000000000000000000000000000000000000000';
/** Leaves of the traces of measured jobs. */
const SEGMENTS = 64;

/** A public job of an exact class with one paid audit, in the native currency, with assets 1 and 2 as its parents. */
export function auditedRequest(name: string) {
  return {
    work: {
      specDigest: digest(`${name} spec`),
      class: classId(CLASS_NAME),
      targetNode: '0x0000000000000000000000000000000000000000' as const,
      encryptionKey: NONE as `0x${string}`,
      runTime: 3600,
      mode: 1,
      juryMayRead: false,
      audits: 1,
      segments: SEGMENTS,
      longestSegment: 16,
    },
    payment: {
      currency: '0x0000000000000000000000000000000000000000' as const,
      minPrice: ONE / 2n,
      maxPrice: ONE / 2n,
      auditFee: ONE / 64n,
      claimWindow: 3600,
    },
    policy: 0,
    royaltyBps: 500,
    parents: [
      { assetId: 1n, licenseId: 0n },
      { assetId: 2n, licenseId: 0n },
    ],
  };
}
