import type { Hex } from '@cultivar/sdk/spec';
import type { Sequences } from './sequences.ts';

/** Everything a run reads: sequences in their order, held-out ones apart, and what was left out. */
export type TrainingData = {
  /** The sequences of pass `n` (from 0) over the training rows, in training order. */
  epoch(n: number): Sequences;
  heldOut: Sequences;
  /** Sequences that stand side by side for one row: two where it is a pair of answers, the better one first. */
  together: 1 | 2;
  /** Training rows used. */
  rows: number;
  heldOutRows: number;
  /** Rows left out: how many, and the first thousand by number with the reason. */
  skippedRowCount: number;
  skippedRows: { row: number; reason: string }[];
  /** Tokens of one pass, masked ones included, padding not. */
  tokensPerEpoch: number;
  /** sha256 of the token stream with masks, packing and order: what leaf 0 of the trace commits to. */
  digest: Hex;
  /** Frees what it keeps on disk. */
  close(): void;
};
