import { disk } from '#disk';
import type { Hex, TraceManifest } from '@cultivar/sdk/spec';
import { z } from 'zod';
import type { Evaluation } from '../eval/held-out-loss.ts';
import { TrainError } from './train-error.ts';

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

const hash = z.string().regex(/^0x[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();
const ledgerSchema = z.looseObject({
  ...{
    job: hash,
    step: count,
    checkpoint: hash,
    chain: hash,
    tokens: count,
    seconds: z.number().nonnegative(),
  },
  leaves: z.array(z.looseObject({ hash, stateHash: hash, seal: hash, secret: hash })),
  evaluations: z.array(
    z.looseObject({ step: count, loss: z.number(), tokens: count, sums: z.array(z.number()) }),
  ),
});

/**
 * The ledger of a folder, or undefined where no run has reached its first checkpoint.
 *
 * @throws TrainError `inputs_changed` when it is broken: nothing can go on from it.
 */
export async function readLedger(outDir: string): Promise<Ledger | undefined> {
  const bytes = await disk.read(path(outDir));
  if (bytes === undefined) return undefined;
  const read = ledgerSchema.safeParse(jsonOf(bytes));
  if (read.success) return read.data as Ledger;
  const [issue] = read.error.issues;
  throw new TrainError(
    'inputs_changed',
    `${path(outDir)} is broken: ${issue!.path.join('.') || 'the file'}: ${issue!.message}`,
    'Start again in an empty folder, or put the file back from a copy.',
  );
}

/** None where it is no JSON. */
function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/** Replaces the ledger, readable by its owner alone. */
export async function writeLedger(outDir: string, ledger: Ledger): Promise<void> {
  await disk.write(path(outDir), JSON.stringify(ledger), 0o600);
}
