import { disk } from '#disk';
import type { Hex, TraceManifest } from '@cultivar/sdk/spec';
import type { Evaluation } from '../eval/held-out-loss.ts';

/** A leaf with the secret behind its seal. */
export type LedgerLeaf = TraceManifest['leaves'][number] & { secret: Hex };

/** What a run must remember to go on, besides its checkpoint. Private: it holds the secrets. */
export type Ledger = {
  /** Digest of the job's manifest with its provenance: a folder belongs to one job. */
  job: Hex;
  /** Optimiser step of the checkpoint to resume from, and the sha256 of its file. */
  step: number;
  checkpoint: Hex;
  /** The secret chain of the segment under way, up to `step`. */
  chain: Hex;
  leaves: LedgerLeaf[];
  evaluations: Evaluation[];
  /** Tokens trained on, and seconds spent, up to `step`. */
  tokens: number;
  seconds: number;
};

const path = (outDir: string) => `${outDir}/ledger.private.json`;

/** The ledger of a folder, or undefined where no run has reached its first checkpoint. */
export async function readLedger(outDir: string): Promise<Ledger | undefined> {
  const bytes = await disk.read(path(outDir));
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Ledger);
}

/** Replaces the ledger, readable by its owner alone. */
export async function writeLedger(outDir: string, ledger: Ledger): Promise<void> {
  await disk.write(path(outDir), JSON.stringify(ledger), 0o600);
}
