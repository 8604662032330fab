import type { Hex } from 'viem';
import type { ContractName } from './happening.ts';

/** What a call finds outside the protocol. */
export type Env = {
  chainId: bigint;
  /** Timestamp of the block that the call is in. */
  now: bigint;
  /** Number of that block. */
  block: bigint;
  /** Hash of an earlier block, however old; the model itself forgets what a chain forgets. */
  hashOf(block: bigint): Hex;
  /** Accounts that are contracts, and sign as ERC-1271 has it. */
  wallets: ReadonlySet<Hex>;
  /** Whether the account has signed the hash so; a wallet's owner signs for it. */
  hasSigned(account: Hex, hash: Hex, signature: Hex): boolean;
  /** Where the contracts are. */
  at: Readonly<Record<ContractName, Hex>>;
};
