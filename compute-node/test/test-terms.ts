import { classId } from '@cultivar/sdk/spec';
import type { JobTerms } from '../src/chain/job-terms.ts';

/** The determinism class of the tests' jobs. */
export const TEST_CLASS = 'exact:ort-cpu/test/avx2';

/** Terms of an ordinary job made from assets 1 and 2. */
export function testTerms(changed: { work?: object; payment?: object } = {}): JobTerms {
  return {
    requester: `0x${'aa'.repeat(20)}`,
    requestedAt: 1_000,
    version: 1,
    work: {
      specDigest: `0x${'11'.repeat(32)}`,
      class: classId(TEST_CLASS),
      targetNode: `0x${'0'.repeat(40)}`,
      encryptionKey: `0x${'0'.repeat(64)}`,
      ...{ runTime: 3_600, mode: 0, juryMayRead: false, audits: 0, segments: 4, longestSegment: 5 },
      ...changed.work,
    },
    payment: {
      currency: `0x${'0'.repeat(40)}`,
      ...{ minPrice: 10n, maxPrice: 100n, auditFee: 0n, claimWindow: 600 },
      ...changed.payment,
    },
    outcome: { policy: 0, royaltyBps: 0, lineage: { parents: [1, 2, 0, 0], ancestors: [0n, 0n] } },
  };
}
