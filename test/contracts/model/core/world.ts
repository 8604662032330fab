import type { Hex } from 'viem';
import type { Ledger } from './ledger.ts';
import type { AssetBook } from '../assets/asset.ts';
import type { MarketBook } from '../market/offer.ts';
import type { NodeBook } from '../nodes/node.ts';
import type { JobBook } from '../jobs/job.ts';
import type { DisputeBook } from '../disputes/dispute.ts';

/** Contracts whose entries can be stopped. */
export type Pausable = 'assets' | 'market' | 'nodes' | 'escrow';

/** All that the protocol knows and holds, and what the accounts around it have. Addresses are in lower case. */
export type World = {
  governor: Hex;
  guardian: Hex;
  paused: Record<Pausable, boolean>;
  /** Native balances by account, the treasury's included. */
  native: Ledger;
  /** Allow-listed or not: tokens that exist. */
  tokens: Map<Hex, Token>;
  treasury: TreasuryBook;
  assets: AssetBook;
  market: MarketBook;
  nodes: NodeBook;
  jobs: JobBook;
  disputes: DisputeBook;
};

/** A plain ERC-20. Allowances are keyed by {@link pairKey}. */
export type Token = {
  balances: Ledger;
  allowances: Ledger;
  /** Whether it knows EIP-2612 permits, which use up a nonce each. */
  permits: boolean;
  nonces: Ledger;
};

/** Three ledgers: credits by account and currency, escrow by currency, stakes. */
export type TreasuryBook = { credits: Ledger; escrowed: Ledger; staked: bigint; allowed: Map<Hex, boolean> };

/** Key of an ordered pair of addresses. */
export const pairKey = (a: Hex, b: Hex): string => `${a} ${b}`;
