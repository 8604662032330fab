import type { Hex } from 'viem';

/** Both halves of a leaf, as who computed it knows them. */
export type Computed = { stateHash: Hex; secret: Hex };

/** What the actors remember besides what the protocol knows. */
export type Memory = {
  /** What each account has signed: the hash by the signature. */
  signatures: Map<Hex, { account: Hex; hash: Hex }>;
  /** Leaves of the traces that nodes have submitted, by job. */
  traces: Map<bigint, Computed[]>;
  /** Audits that are drawn, by job. */
  draws: Map<bigint, { auditors: Hex[]; indices: bigint[] }>;
  /** What a juror has committed to, by job, index, round and juror. */
  votes: Map<string, { finding: { stateHash: Hex; proof: Hex }; salt: Hex }>;
};
