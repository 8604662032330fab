import type { JobState } from '@cultivar/sdk';
import type { Hex } from '@cultivar/sdk/spec';

/** A job as the chain announced it. */
export type SeenJob = {
  jobId: bigint;
  requester: Hex;
  specDigest: Hex;
  /** The request's terms, as `JSON.stringify` of the event with bigints as text. */
  request: string;
  blockNumber: bigint;
};

/** A row of the journal. */
export type JournalJob = SeenJob & {
  state: JobState;
  name: string | null;
  class: string | null;
  /** The job's manifest as canonical JSON, from `checked` on. */
  spec: string | null;
  priceWei: bigint | null;
  /** Seconds since the Unix epoch, chain time. */
  deadline: number | null;
  reason: { code: string; message: string } | null;
  resultDigest: Hex | null;
  traceRoot: Hex | null;
  traceManifest: Hex | null;
  assetId: bigint | null;
  /** From when anyone may finalize, or the bond be released. Seconds, chain time. */
  windowEndsAt: number | null;
  bondLocked: boolean;
  trainer: { pid: number; started: string } | null;
  cancelRequested: boolean;
  seenAtMs: number;
  updatedAtMs: number;
};

/** What may be written together with a step from one state to the next. */
export type JobFields = Partial<
  Pick<
    JournalJob,
    | 'name'
    | 'class'
    | 'spec'
    | 'priceWei'
    | 'deadline'
    | 'reason'
    | 'resultDigest'
    | 'traceRoot'
    | 'traceManifest'
    | 'assetId'
    | 'windowEndsAt'
    | 'bondLocked'
    | 'trainer'
  >
>;

/** How far the chain was read: everything up to this log is in the journal. */
export type Cursor = { blockNumber: bigint; blockHash: Hex; logIndex: number };

/**
 * What a transaction is for. `subject` is a job id, `node` for the node itself, or, where a job asks for an act more than
 * once, the job id with what tells the acts apart.
 */
export type Act = {
  contract: Hex;
  subject: string;
  act:
    | 'claim'
    | 'submit'
    | 'finalize'
    | 'release'
    | 'mint'
    | 'draw-audits'
    | 'close-audits'
    | 'open-leaves'
    | 'draw-jury'
    | 'resolve'
    | 'register'
    | 'update'
    | 'join';
};

/** A wish to have one act mined exactly once; its transactions share one nonce. */
export type Intent = Act & {
  id: number;
  attempt: number;
  nonce: number;
  /** Null while open. `replaced`: another transaction of this account took the nonce. */
  outcome: 'mined' | 'reverted' | 'replaced' | null;
  detail: string | null;
  /** Newest last. */
  signed: SignedTransaction[];
};

/** A transaction as it was signed, before it was ever sent. */
export type SignedTransaction = {
  hash: Hex;
  raw: Hex;
  maxFeeWei: bigint;
  maxTipWei: bigint;
  signedAtMs: number;
};
