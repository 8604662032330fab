import type { Hex } from '../wallet/chain-call.ts';

/** A transaction that was sent from this browser, kept so that a reload loses nothing. */
export type TransactionRecord = {
  hash: Hex;
  via: 'evm' | 'revive';
  chainId: number;
  account: Hex;
  to: Hex;
  /** Calldata as sent: what is listed is decoded from it. */
  data: Hex;
  /** Decimal text. */
  valueWei: string;
  /** The title under which it was reviewed. */
  title: string;
  /** Milliseconds since the Unix epoch. */
  sentAtMs: number;
  state: 'pending' | 'confirmed' | 'failed' | 'replaced';
  /** Set when confirmed, decimal text. */
  block?: string;
  /** Set when confirmed, decimal text. */
  feeWei?: string;
  /** Set when failed: why, in plain words. */
  message?: string;
  /** Set when replaced: the transaction that took its nonce. */
  replacedBy?: Hex;
  /** Set when confirmed and its logs say what was made: words and a path inside the app. */
  outcome?: { words: string; path?: string };
};
