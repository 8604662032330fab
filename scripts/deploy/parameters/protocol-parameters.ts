import type { Address } from 'viem';

/** What a deployment fixes besides the code. Every amount is in wei of the chain's native currency. */
export type ProtocolParameters = {
  /** The chain it is for; `any` only for in-process test chains. */
  chainId: number | 'any';
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
    /** Bond in 1/10,000 of a native price. */
    bondBps: number;
    /** Smallest bond. */
    minBondWei: bigint;
  };
  nodes: {
    /** Smallest stake of a node. */
    minStakeWei: bigint;
    /** Has to outlast the longest dispute. */
    unbondingSeconds: number;
  };
  /** Tokens in which prices may be set, with the bond that 1e18 of their smallest units ask for. */
  currencies: readonly { token: Address; bondWeiPerToken: bigint }[];
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
