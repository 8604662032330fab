import type { Hex } from '@cultivar/sdk/spec';

/** A drawn node recomputes a leaf. Times in seconds since the Unix epoch. */
export type JobAudit = {
  id: string;
  leaf: number;
  auditor: Hex;
  state: 'PENDING' | 'PASSED' | 'FAILED' | 'SILENT' | 'CLOSED';
  endsAt: number;
};

/** Somebody disputes a leaf, or the delivery. Amounts in wei, times in seconds since the Unix epoch. */
export type JobChallenge = {
  id: string;
  kind: 'INIT' | 'STEP' | 'EXPORT' | 'DELIVERY';
  /** Undefined for a delivery. */
  leaf: number | undefined;
  challenger: Hex;
  bondWei: bigint;
  phase: 'OPENING' | 'DRAWING' | 'KEYS' | 'VOTING' | 'ENDED';
  outcome: 'UPHELD' | 'REFUTED' | 'VOID' | 'MOOT' | undefined;
  round: number;
  openingEndsAt: number;
  keysEndAt: number | undefined;
  commitEndsAt: number | undefined;
  /** Of the round that sits now. */
  jurors: number;
  committed: number;
  revealed: number;
};
