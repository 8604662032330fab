import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hex } from '@cultivar/sdk/spec';
import type { LoraLayout } from '../engine/decoder/lora-layout.ts';
import { decodeState, encodeState, stateHash } from './training-state.ts';
import type { TrainingState } from './training-state.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

/** Folder of the checkpoints inside a run's folder. */
export const CHECKPOINT_FOLDER = 'checkpoints';

/** Name of the checkpoint after optimiser step `step`. */
export const checkpointName = (step: number): string => `step-${String(step).padStart(6, '0')}.state`;

/** Writes the state as a checkpoint. Its file's sha256 is the state's hash. */
export async function writeCheckpoint(
  outDir: string,
  state: TrainingState,
  layout: LoraLayout,
): Promise<Hex> {
  await mkdir(join(outDir, CHECKPOINT_FOLDER), { recursive: true });
  const path = join(outDir, CHECKPOINT_FOLDER, checkpointName(state.step));
  await writeFileAtomically(path, encodeState(state, layout));
  return stateHash(state, layout);
}

/**
 * Reads the checkpoint of a step into `state`.
 *
 * @returns Whether the file is there, whole and hashes to `expected`; otherwise `state` is untouched.
 */
export async function readCheckpoint(
  outDir: string,
  step: number,
  expected: Hex,
  layout: LoraLayout,
  state: TrainingState,
): Promise<boolean> {
  const path = join(outDir, CHECKPOINT_FOLDER, checkpointName(step));
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!bytes || `0x${createHash('sha256').update(bytes).digest('hex')}` !== expected) return false;
  decodeState(bytes, layout, state);
  return true;
}

/** Removes the checkpoint of a step, where there is one. */
export async function removeCheckpoint(outDir: string, step: number): Promise<void> {
  await rm(join(outDir, CHECKPOINT_FOLDER, checkpointName(step)), { force: true });
}
