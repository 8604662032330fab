import type { Hex } from 'viem';
import type { Lineage } from '../assets/asset.ts';

/** `IJobEscrow.State`. */
export const STATE = {
  None: 0n,
  Open: 1n,
  Claimed: 2n,
  Submitted: 3n,
  Settled: 4n,
  Canceled: 5n,
  Refunded: 6n,
  Disputed: 7n,
  Void: 8n,
} as const;
/** `IJobEscrow.Mode`. */
export const MODE = { Accept: 0n, Audit: 1n } as const;
/** `IJobEscrow.Verdict`. */
export const VERDICT = { None: 0n, Refuted: 1n, Void: 2n } as const;

/** `IJobEscrow.Work`. */
export type Work = {
  specDigest: Hex;
  class: Hex;
  targetNode: Hex;
  encryptionKey: Hex;
  runTime: bigint;
  mode: bigint;
  juryMayRead: boolean;
  audits: bigint;
  segments: bigint;
  longestSegment: bigint;
};

/** `IJobEscrow.Payment`. */
export type Payment = {
  currency: Hex;
  minPrice: bigint;
  maxPrice: bigint;
  auditFee: bigint;
  claimWindow: bigint;
};

/** `IJobEscrow.Request`. */
export type JobRequest = {
  work: Work;
  payment: Payment;
  policy: bigint;
  royaltyBps: bigint;
  parents: readonly { assetId: bigint; licenseId: bigint }[];
};

/** `IJobEscrow.Terms`, as it is passed. */
export type Terms = {
  requester: Hex;
  requestedAt: bigint;
  version: bigint;
  work: Work;
  payment: Payment;
  outcome: {
    policy: bigint;
    royaltyBps: bigint;
    lineage: { parents: readonly bigint[]; ancestors: readonly bigint[] };
  };
};

/** `IJobEscrow.Submission`. */
export type Submission = { resultDigest: Hex; traceRoot: Hex; deliveryDigest: Hex };

/** `IJobEscrow.Review`. */
export type Review = {
  seedBlock: bigint;
  openAudits: bigint;
  passedAudits: bigint;
  openDisputes: bigint;
  verdict: bigint;
  /** Length of the class's list of tickets at the submission; 0 without audits. */
  ticketCount: bigint;
};

/** A job from its request on. */
export type Job = {
  terms: Terms;
  lineage: Lineage;
  submission: Submission | undefined;
  node: Hex;
  claimedAt: bigint;
  submittedAt: bigint;
  state: bigint;
  bondLocked: boolean;
  review: Review;
};

/** `IJobEscrow.Quote`. */
export type Quote = {
  node: Hex;
  requester: Hex;
  specDigest: Hex;
  class: Hex;
  currency: Hex;
  price: bigint;
  runTime: bigint;
  expiresAt: bigint;
};

/** One version of `IJobEscrow.Parameters` and `IJobEscrow.DisputeParameters`, with the bond rates of tokens. */
export type ParameterVersion = {
  jobs: Record<
    'challengeWindow' | 'maxClaimWindow' | 'maxRunTime' | 'feeBps' | 'bondBps' | 'minBond',
    bigint
  >;
  disputes: Record<
    | 'openingWindow'
    | 'commitWindow'
    | 'revealWindow'
    | 'auditWindow'
    | 'maxDuration'
    | 'seedDelay'
    | 'auditRateBps'
    | 'challengeBond'
    | 'juryFee'
    | 'bounty'
    | 'slice',
    bigint
  >;
  bondRates: Map<Hex, bigint>;
};

/** The escrow's jobs by id and the versions of its parameters, from 1. */
export type JobBook = { jobs: Map<bigint, Job>; versions: ParameterVersion[] };
