import { disk } from '#disk';
import { createSha256 } from '#sha256';
import type { Hex } from '@cultivar/sdk/spec';
import type { TrainedLayout } from '../engine/decoder/trained-layout.ts';
import { toHex } from '../hash/to-hex.ts';
import { encodeState, readState, stateHash } from './training-state.ts';
import type { TrainingState } from './training-state.ts';

/** Folder of the checkpoints inside a run's folder. */
export const CHECKPOINT_FOLDER = 'checkpoints';

/** Name of the checkpoint after optimiser step `step`. */
export const checkpointName = (step: number): string => `step-${String(step).padStart(6, '0')}.state`;

/** Writes the state as a checkpoint. Its file's sha256 is the state's hash. */
export async function writeCheckpoint(
  outDir: string,
  state: TrainingState,
  layout: TrainedLayout,
): Promise<Hex> {
  await disk.makeFolder(`${outDir}/${CHECKPOINT_FOLDER}`);
  // Hashed while the disk is at work.
  const writing = disk.write(pathOf(outDir, state.step), encodeState(state, layout));
  const hash = stateHash(state, layout);
  await writing;
  return hash;
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
  layout: TrainedLayout,
  state: TrainingState,
): Promise<boolean> {
  const path = pathOf(outDir, step);
  if (!(await disk.has(path))) return false;
  const hash = createSha256();
  for await (const piece of disk.stream(path)) hash.update(piece);
  if (toHex(hash.digest()) !== expected) return false;
  await readState(disk.stream(path), layout, state);
  return true;
}

/** Whether there is a checkpoint of a step. */
export function hasCheckpoint(outDir: string, step: number): Promise<boolean> {
  return disk.has(pathOf(outDir, step));
}

/** Removes the checkpoint of a step, where there is one. */
export async function removeCheckpoint(outDir: string, step: number): Promise<void> {
  await disk.remove(pathOf(outDir, step));
}

const pathOf = (outDir: string, step: number) => `${outDir}/${CHECKPOINT_FOLDER}/${checkpointName(step)}`;
