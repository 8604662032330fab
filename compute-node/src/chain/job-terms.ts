import type { Hex } from '@cultivar/sdk/spec';

/** A job's terms as `IJobEscrow.Terms`: passed back with every call about the job. */
export type JobTerms = {
  requester: Hex;
  requestedAt: number;
  version: number;
  work: {
    specDigest: Hex;
    class: Hex;
    targetNode: Hex;
    encryptionKey: Hex;
    runTime: number;
    mode: number;
    juryMayRead: boolean;
    audits: number;
    segments: number;
    longestSegment: number;
  };
  payment: { currency: Hex; minPrice: bigint; maxPrice: bigint; auditFee: bigint; claimWindow: number };
  outcome: {
    policy: number;
    royaltyBps: number;
    lineage: {
      parents: readonly [number, number, number, number];
      ancestors: readonly [bigint, bigint];
    };
  };
};

/** Terms as text for the journal, and back. */
export const termsText = {
  write: (terms: JobTerms): string =>
    JSON.stringify(terms, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)),
  read: (text: string): JobTerms =>
    JSON.parse(text, (_key, value: unknown) =>
      typeof value === 'string' && /^\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value,
    ) as JobTerms,
};
