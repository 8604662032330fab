import type { ClassStatus, Verdict } from '@cultivar/sdk/graphql';
import type { Hex } from '@cultivar/sdk/spec';
import type { SealName } from '../../ui/seal-looks.ts';
import type { JobAudit, JobChallenge } from './dispute.ts';

/** States of a job as the contract names them. */
export type JobStateName =
  'Open' | 'Claimed' | 'Submitted' | 'Settled' | 'Canceled' | 'Refunded' | 'Disputed' | 'Void';

/** What a list shows of a job. Amounts in wei, times in seconds since the Unix epoch, chain time. */
export type JobSummary = {
  /** `<chainId>:<jobId>`. */
  id: string;
  jobId: bigint;
  state: JobStateName;
  /** How the result is judged. */
  mode: 'Accept' | 'Audit';
  requester: Hex;
  maxPriceWei: bigint;
  /** Fixed by the claim. */
  priceWei: bigint | undefined;
  requestedAt: number;
  /** What its manifest says, as far as the index has found it. */
  name: string | undefined;
  /** What the result is made from. */
  parents: { id: string; name: string; digest: Hex }[];
};

/** A job as the index tells it. */
export type Job = JobSummary & {
  node: Hex | undefined;
  specDigest: Hex;
  /** keccak256 of the class's text. */
  class: Hex;
  minPriceWei: bigint;
  bondWei: bigint | undefined;
  feeWei: bigint | undefined;
  paidWei: bigint | undefined;
  refundWei: bigint | undefined;
  claimWindow: number;
  claimedAt: number | undefined;
  deadline: number | undefined;
  submittedAt: number | undefined;
  windowEndsAt: number | undefined;
  /** When it was settled, canceled or refunded. */
  endedAt: number | undefined;
  accepted: boolean;
  bondLocked: boolean;
  resultDigest: Hex | undefined;
  traceRoot: Hex | undefined;
  /** Leaves of the trace. */
  segments: number;
  classStatus: ClassStatus;
  /** Whether the result is encrypted to the requester. */
  isPrivate: boolean;
  /** What the chain says of the result; undefined before it is settled. */
  seal: SealName | undefined;
  /** What challenges have decided against it. */
  verdict: Verdict | undefined;
  paidAudits: number;
  passedAudits: number;
  audits: JobAudit[];
  challenges: JobChallenge[];
  /** `<chainId>:<assetId>` of the minted result. */
  asset: string | undefined;
  /** What its manifest says, as far as the index has found it. */
  className: string | undefined;
  rank: number | undefined;
  steps: number | undefined;
  /** The record of the node that claimed it. */
  nodeRecord: { stakeWei: bigint; settled: number; missed: number } | undefined;
};
