import type { JobState } from '@cultivar/sdk';
import type { Hex } from '@cultivar/sdk/spec';
import type { JournalJob, SignedTransaction } from './journal-types.ts';

type Row = Record<string, unknown>;

/** A row of the table `job`. */
export function readJob(row: Row): JournalJob {
  return {
    jobId: BigInt(row['job_id'] as string),
    state: row['state'] as JobState,
    requester: row['requester'] as Hex,
    specDigest: row['spec_digest'] as Hex,
    request: row['request'] as string,
    blockNumber: BigInt(row['block_number'] as number),
    name: row['name'] as string | null,
    class: row['class'] as string | null,
    spec: row['spec'] as string | null,
    priceWei: row['price_wei'] === null ? null : BigInt(row['price_wei'] as string),
    deadline: row['deadline'] as number | null,
    reason:
      row['reason_code'] === null
        ? null
        : { code: row['reason_code'] as string, message: (row['reason_message'] as string | null) ?? '' },
    resultDigest: row['result_digest'] as Hex | null,
    traceRoot: row['trace_root'] as Hex | null,
    traceManifest: row['trace_manifest'] as Hex | null,
    assetId: row['asset_id'] === null ? null : BigInt(row['asset_id'] as string),
    windowEndsAt: row['window_ends_at'] as number | null,
    bondLocked: row['bond_locked'] === 1,
    trainer:
      row['trainer_pid'] === null
        ? null
        : { pid: row['trainer_pid'] as number, started: row['trainer_started'] as string },
    cancelRequested: row['cancel_requested'] === 1,
    seenAtMs: row['seen_at_ms'] as number,
    updatedAtMs: row['updated_at_ms'] as number,
  };
}

/** A row of the table `signed`. */
export function readSigned(row: Row): SignedTransaction {
  return {
    hash: row['hash'] as Hex,
    raw: row['raw'] as Hex,
    maxFeeWei: BigInt(row['max_fee_wei'] as string),
    maxTipWei: BigInt(row['max_tip_wei'] as string),
    signedAtMs: row['signed_at_ms'] as number,
  };
}
