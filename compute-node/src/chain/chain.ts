import type { AuditDraw, ClassStatus, EscrowState, Jury, Opening } from '@cultivar/sdk';
import type { Hex } from '@cultivar/sdk/spec';
import type { Act } from '../journal/journal-types.ts';
import type { JobTerms } from './job-terms.ts';

/** A block as far as the node cares. `timestamp` in seconds. */
export type ChainBlock = { number: bigint; hash: Hex; timestamp: number };

/** What the escrow said about a job. */
export type ChainEvent = { jobId: bigint; blockNumber: bigint; blockHash: Hex; logIndex: number } & (
  | { type: 'requested'; terms: JobTerms }
  | { type: 'claimed'; node: Hex; priceWei: bigint; deadline: number }
  | { type: 'submitted'; node: Hex; windowEndsAt: number }
  | { type: 'settled' }
  | { type: 'canceled' }
  | { type: 'refunded' }
  | { type: 'bond-released' }
  | { type: 'minted'; assetId: bigint }
);

/** A job as the escrow stores it. */
export type ChainJob = {
  state: EscrowState;
  node: Hex;
  claimedAt: number;
  submittedAt: number;
  bondLocked: boolean;
  /** Paid audits that have not ended. */
  openAudits: number;
  /** Disputes that have not ended. */
  openDisputes: number;
  /** Block whose hash draws the audits; 0 without. */
  seedBlock: number;
};

/** What a node hands in. */
export type JobSubmission = { resultDigest: Hex; traceRoot: Hex; deliveryDigest: Hex };

/** A node as the registry stores it, in wei. */
export type ChainNode = { stakeWei: bigint; lockedWei: bigint; registeredAt: number };

/** An asset as the registry stores it. */
export type ChainAsset = { manifestDigest: Hex; kind: number; owner: Hex; creator: Hex };

/** What the node reads from its chain. Every call may fail and be tried again. */
export type ChainReader = {
  chainId: number;
  escrow: Hex;
  account: Hex;
  remoteChainId(): Promise<number>;
  head(): Promise<ChainBlock>;
  /** @throws BlockMissingError when the endpoint does not know the block (yet, or any more). */
  block(number: bigint): Promise<ChainBlock>;
  /** The escrow's events in order, each once. */
  events(from: bigint, to: bigint): Promise<ChainEvent[]>;
  job(jobId: bigint): Promise<ChainJob>;
  priceAt(terms: JobTerms, timestamp: number): Promise<bigint>;
  bondFor(terms: JobTerms, priceWei: bigint): Promise<bigint>;
  challengeWindow(version: number): Promise<number>;
  node(account: Hex): Promise<ChainNode>;
  serves(account: Hex, classId: Hex): Promise<boolean>;
  classStatus(classId: Hex): Promise<ClassStatus>;
  minStakeWei(): Promise<bigint>;
  /** Undefined when no asset has the id. */
  asset(assetId: bigint): Promise<ChainAsset | undefined>;
  assetCount(): Promise<bigint>;
  /** 0 when the creator has not registered the digest. */
  assetWith(creator: Hex, digest: Hex): Promise<bigint>;
  /** Smart accounts (ERC-1271) included. */
  verifyMessage(account: Hex, message: string, signature: Hex): Promise<boolean>;
};

/** A call to one of our contracts. */
export type ChainCall = { to: Hex; data: Hex; valueWei: bigint };

/** What the node does on its chain: each act mined once at most, whatever happens to this process. */
export type ChainWriter = {
  /**
   * Has an act mined: goes on with the transaction in the journal, or signs, journals and sends one.
   *
   * @returns Hash of the transaction that was mined.
   * @throws ActRefusedError when the contract refuses it, before or after it was sent.
   */
  perform(act: Act, call: ChainCall): Promise<Hex>;
  /** Sees transactions through for which nobody waits any more: one left behind would block all later ones. */
  tend(): Promise<void>;
};

/** The calls themselves. */
export type ChainCalls = {
  claim(jobId: bigint, terms: JobTerms): ChainCall;
  submit(jobId: bigint, terms: JobTerms, submission: JobSubmission): ChainCall;
  finalize(jobId: bigint, terms: JobTerms, submission: JobSubmission): ChainCall;
  releaseBond(jobId: bigint, terms: JobTerms, submission: JobSubmission): ChainCall;
  mintResult(jobId: bigint, terms: JobTerms, submission: JobSubmission): ChainCall;
  drawAudits(jobId: bigint, terms: JobTerms, submission: JobSubmission): ChainCall;
  closeAudits(jobId: bigint, terms: JobTerms, submission: JobSubmission, drawn: AuditDraw): ChainCall;
  openLeaves(
    jobId: bigint,
    terms: JobTerms,
    submission: JobSubmission,
    index: bigint,
    jury: Jury,
    opening: Opening,
  ): ChainCall;
  drawJury(jobId: bigint, terms: JobTerms, submission: JobSubmission, index: bigint, jury: Jury): ChainCall;
  resolveDispute(
    jobId: bigint,
    terms: JobTerms,
    submission: JobSubmission,
    index: bigint,
    jury: Jury,
  ): ChainCall;
  register(metadataDigest: Hex, classes: readonly Hex[], stakeWei: bigint): ChainCall;
  updateNode(metadataDigest: Hex): ChainCall;
  joinClass(classId: Hex): ChainCall;
};
