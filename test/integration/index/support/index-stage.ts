import type { Hex } from '@cultivar/sdk/spec';
import type { IndexedMarket, Wallet } from '../indexed-market.ts';

/** One market for all cases: who acts in it, and what the first cases registered for the later ones. */
export type IndexStage = {
  market: IndexedMarket;
  publisher: Wallet;
  requester: Wallet;
  node: Wallet;
  buyer: Wallet;
  /** The base model's manifest. */
  base: Hex;
  baseId: bigint;
  datasetId: bigint;
};
