import type { Hex } from 'viem';

/** `IDisputes.Phase`. */
export const PHASE = { None: 0n, Opening: 1n, Drawing: 2n, Keys: 3n, Voting: 4n, Ended: 5n } as const;
/** `IDisputes.Outcome`. */
export const OUTCOME = { None: 0n, Upheld: 1n, Refuted: 2n, Void: 3n, Moot: 4n } as const;
/** `IDisputes.Kind`. */
export const KIND = { Init: 0n, Step: 1n, Export: 2n, Delivery: 3n } as const;
/** `IDisputes.Seal`. */
export const SEAL = { None: 0n, Trusted: 1n, Unchallenged: 2n, Proven: 3n, Refuted: 4n } as const;
/** Index that names the dispute about a delivery. */
export const DELIVERY = 2n ** 32n - 1n;

/** `IAudits.Finding`. */
export type Finding = { stateHash: Hex; proof: Hex };

/** `IDisputes.Jury`, as it is passed. */
export type Jury = { challenger: Hex; leaf: Hex; first: readonly Hex[]; second: readonly Hex[] };

/** `IDisputes.Opening`. */
export type Opening = {
  leaf: Hex;
  path: readonly Hex[];
  stateBefore: Hex;
  sealBefore: Hex;
  pathBefore: readonly Hex[];
  exportSeal: Hex;
};

/** A dispute about a leaf of a job, or about its delivery. Times in seconds. */
export type Dispute = {
  jury: Jury;
  phase: bigint;
  outcome: bigint;
  round: bigint;
  reseeded: boolean;
  fromStake: boolean;
  revealed: ReadonlySet<number>;
  phaseEndsAt: bigint;
  openedAt: bigint;
  seedBlock: bigint;
  revealEndsAt: bigint;
  ticketCount: bigint;
};

/** `IAudits.AuditDraw`. */
export type AuditDraw = { auditors: readonly Hex[]; indices: readonly bigint[] };

/** The audits of a job. */
export type Audits = {
  draw: AuditDraw | undefined;
  endsAt: bigint;
  round: bigint;
  reseeded: boolean;
  pending: ReadonlySet<number>;
  keysMissing: boolean;
  seedBlock: bigint;
};

/** A juror's vote: hidden until it is shown as the leaf that its finding makes, or as unavailable. */
export type Vote = { commitment: Hex; shown: Hex | 'unavailable' | undefined };

/** Disputes by {@link disputeKey}, audits by job, votes by {@link voteKey}. */
export type DisputeBook = {
  disputes: Map<string, Dispute>;
  audits: Map<bigint, Audits>;
  votes: Map<string, Vote>;
};

/** Names a dispute. */
export const disputeKey = (jobId: bigint, index: bigint): string => `${jobId} ${index}`;
/** Names a juror's vote. */
export const voteKey = (jobId: bigint, index: bigint, juror: Hex): string => `${jobId} ${index} ${juror}`;
