import type { ChainCall, Hex } from '../wallet/chain-call.ts';

/** Something a person is about to do on chain, before it is reviewed. */
export type TransactionIntent = {
  /** An act with its object, e.g. `Buy Clause Reviewer`. */
  title: string;
  /** What it means, in a sentence or two. */
  sentence: string;
  /** What comes back, after "You sign one transaction. ", e.g. `What the claim does not use comes back as credit.` */
  after: string;
  /** How the native currency sent along splits, if that says more than one sum. The parts add up to it. */
  parts?: { label: string; wei: bigint }[];
  /**
   * Makes the call for the account that will sign; may store content first.
   * Called once for each review.
   */
  prepare(account: Hex): ChainCall | Promise<ChainCall>;
  /** Told when the chain has it, if the page is still there. */
  onConfirmed?(hash: Hex): void;
};
