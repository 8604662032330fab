import type { AssetKind, Hex } from '@cultivar/sdk/spec';

/** States of a job as the contract names them. */
export type JobStateName =
  'Open' | 'Claimed' | 'Submitted' | 'Settled' | 'Canceled' | 'Refunded' | 'Disputed' | 'Void';

/** A job as the index tells it. Amounts in wei, times in seconds since the Unix epoch, chain time. */
export type Job = {
  /** `<chainId>:<jobId>`. */
  id: string;
  jobId: bigint;
  state: JobStateName;
  /** How the result is judged. */
  mode: 'Accept' | 'Audit';
  requester: Hex;
  node: Hex | undefined;
  specDigest: Hex;
  /** keccak256 of the class's text. */
  class: Hex;
  minPriceWei: bigint;
  maxPriceWei: bigint;
  /** Fixed by the claim. */
  priceWei: bigint | undefined;
  bondWei: bigint | undefined;
  feeWei: bigint | undefined;
  paidWei: bigint | undefined;
  refundWei: bigint | undefined;
  requestedAt: number;
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
  segments: number;
  /** `<chainId>:<assetId>` of the minted result. */
  asset: string | undefined;
  /** What its manifest says, as far as the index has found it. */
  name: string | undefined;
  className: string | undefined;
  rank: number | undefined;
  steps: number | undefined;
  /** What the result is made from. */
  parents: { id: string; kind: AssetKind; name: string; digest: Hex }[];
  /** The record of the node that claimed it. */
  nodeRecord: { stakeWei: bigint; settled: number; missed: number } | undefined;
};
