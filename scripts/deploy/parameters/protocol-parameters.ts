import type { Address } from 'viem';
import type { ChainProfile } from './chain-profile.ts';

/** What a deployment fixes besides the code. Every amount is in wei of the chain's native currency. */
export type ProtocolParameters = {
  /** The chain it is for; `any` only for in-process test chains. */
  chainId: number | 'any';
  /** What is relied on about it. */
  chain: ChainProfile;
  /** Part of each licence sale for the protocol, in 1/10,000, at most 500. */
  licenseFeeBps: number;
  jobs: {
    /** From submission until anyone may finalize and a bond is free. */
    challengeWindowSeconds: number;
    /** Longest time a job may stand open for claims. */
    maxClaimWindowSeconds: number;
    /** Longest time a node may take. */
    maxRunTimeSeconds: number;
    /** Part of a job's price for the protocol, in 1/10,000, at most 500. */
    feeBps: number;
    /** Bond in 1/10,000 of what the price is worth. */
    bondBps: number;
    /** Smallest bond; covers both juries and the bounty. */
    minBondWei: bigint;
  };
  /** What each is derived from stands in docs/evidence/economics.md. */
  disputes: {
    /** For a node to open its leaves, and to post keys. */
    openingWindowSeconds: number;
    /** For jurors to recompute and commit. */
    commitWindowSeconds: number;
    /** For jurors to reveal. */
    revealWindowSeconds: number;
    /** For an auditor to recompute its segment. */
    auditWindowSeconds: number;
    /** After this a dispute is void. */
    maxDurationSeconds: number;
    /** From the cause of a draw to the block whose hash draws; beyond what a proposer can foresee. */
    seedDelayBlocks: number;
    /** Smallest audit fee in 1/10,000 of the average segment's pay. */
    auditRateBps: number;
    /** At stake of a challenger; covers both juries. */
    challengeBondWei: bigint;
    /** Of each juror who was right; no job may cost more than this for each of its segments. */
    juryFeeWei: bigint;
    /** Of a challenger who was right. */
    bountyWei: bigint;
    /** What a silent or outlying juror, or a silent auditor, loses. */
    sliceWei: bigint;
  };
  nodes: {
    /** Smallest stake of a node. */
    minStakeWei: bigint;
    /** Has to outlast a challenge window and the longest dispute. */
    unbondingSeconds: number;
    /** Stake behind a juror ticket. */
    ticketUnitWei: bigint;
    /** Age at which a ticket counts: older than any job that is still disputable. */
    minTicketAgeSeconds: number;
  };
  /** Tokens in which prices may be set, with what 1e18 of their smallest units are worth. */
  currencies: readonly { token: Address; weiPerToken: bigint }[];
  /** Determinism classes by their text, e.g. `exact:ort-cpu/<engine>/<isa>`. */
  classes: readonly { name: string; status: 'slashable' | 'provisional' }[];
  governance: {
    /** Who may change parameters; the deployer when absent. */
    governor?: Address;
    /** Who may pause; the deployer when absent. */
    guardian?: Address;
    /** How long a change is announced before it holds. Pausing never waits. */
    delaySeconds: number;
  };
};
