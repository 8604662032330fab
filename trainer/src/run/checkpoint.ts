import { disk } from '#disk';
import { createSha256 } from '#sha256';
import type { Hex } from '@cultivar/sdk/spec';
import type { LoraLayout } from '../engine/decoder/lora-layout.ts';
import { toHex } from '../hash/to-hex.ts';
import { decodeState, encodeState, stateHash } from './training-state.ts';
import type { TrainingState } from './training-state.ts';

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
  await disk.makeFolder(`${outDir}/${CHECKPOINT_FOLDER}`);
  await disk.write(pathOf(outDir, state.step), encodeState(state, layout));
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
  const bytes = await disk.read(pathOf(outDir, step));
  if (!bytes || toHex(createSha256().update(bytes).digest()) !== expected) return false;
  decodeState(bytes, layout, state);
  return true;
}

/** Removes the checkpoint of a step, where there is one. */
export async function removeCheckpoint(outDir: string, step: number): Promise<void> {
  await disk.remove(pathOf(outDir, step));
}

const pathOf = (outDir: string, step: number) => `${outDir}/${CHECKPOINT_FOLDER}/${checkpointName(step)}`;
