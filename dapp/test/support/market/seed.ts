import type { AssetKind } from '@cultivar/sdk/spec';

/** What a test says of an asset; the rest of its entities follows from it. */
export type Seed = {
  kind: AssetKind;
  name: string;
  summary: string;
  tags?: string[];
  creator?: string;
  license?: string;
  card?: string;
  /** Wei. */
  price?: bigint;
  durationSeconds?: number;
  seats?: number;
  /** Metered units of 1,000 tokens. */
  uses?: number;
  policy?: 'OPEN' | 'LICENSED' | 'CLOSED';
  /** By their place in the market, from 1. */
  parents?: number[];
  sold?: number;
  heat?: number;
  /** An adapter with a seal was made by a job. */
  seal?: 'TRUSTED' | 'UNCHALLENGED' | 'PROVEN';
  bytes?: number;
};
