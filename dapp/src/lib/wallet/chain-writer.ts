import type { ChainCall, Hex } from './chain-call.ts';

/** What a call would cost, found by running it against the current state. */
export type CallPreview = {
  /** The most the network may take, in wei. */
  feeWei: bigint;
  /** What is locked and comes back when the storage is freed, in wei; 0 where a chain has no such thing. */
  depositWei: bigint;
  /** What the account holds now, in wei. */
  balanceWei: bigint;
  /** Things the wallet will also ask for, in words. */
  notes: string[];
};

/** A sent call: how to find it again after a reload. */
export type CallHandle = {
  hash: Hex;
  /** Which implementation of the port sent it. */
  via: 'evm' | 'revive';
};

/** A log of a confirmed call, as viem's codecs take it. */
export type CallLog = { address: Hex; topics: Hex[]; data: Hex };

/** What became of a sent call. The last one of a watch is `confirmed`, `failed` or a `replaced` that canceled. */
export type CallProgress =
  | { state: 'pending' }
  | { state: 'replaced'; by: Hex; canceled: boolean }
  | { state: 'confirmed'; block: bigint; feeWei: bigint; logs: CallLog[] }
  | { state: 'failed'; message: string };

/**
 * The one port through which the interface writes to a chain, whatever the wallet.
 * Pages know only this.
 */
export type ChainWriter = {
  /** @throws CallRefusedError when the contract would revert, with its reason in plain words. */
  preview(call: ChainCall): Promise<CallPreview>;
  /**
   * Asks the wallet to sign and hands the call to the chain.
   * @throws SignatureDeclinedError when the person said no, which is no failure.
   */
  send(call: ChainCall): Promise<CallHandle>;
  /** Follows a sent call to its end; works for handles of an earlier visit. */
  watch(handle: CallHandle, signal: AbortSignal): AsyncIterable<CallProgress>;
};
