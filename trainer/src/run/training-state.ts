import { createSha256 } from '#sha256';
import { canonicalJson } from '@cultivar/sdk/spec';
import type { Hex } from '@cultivar/sdk/spec';
import type { LoraLayout } from '../engine/decoder/lora-layout.ts';
import type { Moments } from '../engine/optimizer/adamw.ts';
import { toHex } from '../hash/to-hex.ts';
import { checkedPatience } from './patience.ts';
import type { Patience } from './patience.ts';

/** Everything that the next optimiser step depends on, besides the job itself. */
export type TrainingState = {
  /** Optimiser steps done. */
  step: number;
  /** Sequences taken from the stream of epochs. */
  cursor: number;
  seed: number;
  parameters: Float32Array;
  moments: Moments;
  /** Where the run may end early, what its evaluations came to. */
  patience?: Patience;
};

const FORMAT = 'cultivar-state/1';

/**
 * The one way to write a state down: a length (u32), canonical JSON that names every tensor, then parameters,
 * first and second moments as little-endian f32 in the order of the layout. Its sha256 is the state's hash,
 * so a checkpoint file checks itself.
 */
export function encodeState(state: TrainingState, layout: LoraLayout): Uint8Array[] {
  const header = new TextEncoder().encode(canonicalJson(headerOf(state, layout)));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, header.length, true);
  return [length, header, ...vectors(state).map(littleEndianBytes)];
}

/** sha256 of the encoded state. */
export function stateHash(state: TrainingState, layout: LoraLayout): Hex {
  const hash = createSha256();
  for (const part of encodeState(state, layout)) hash.update(part);
  return toHex(hash.digest());
}

/**
 * Reads an encoded state into `state`, whose vectors must already have the layout's length.
 *
 * @throws RangeError when the bytes belong to another layout or are cut short.
 */
export function decodeState(bytes: Uint8Array, layout: LoraLayout, state: TrainingState): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerEnd = 4 + view.getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, headerEnd))) as ReturnType<
    typeof headerOf
  >;
  const patience = header.patience && checkedPatience(header.patience);
  const { step, cursor } = header;
  const { patience: _, ...plain } = state;
  const expected = headerOf({ ...plain, step, cursor, ...(patience ? { patience } : {}) }, layout);
  if (canonicalJson(header) !== canonicalJson(expected) || bytes.length !== headerEnd + 12 * layout.length) {
    throw new RangeError('decodeState: the state is of another job or cut short');
  }
  vectors(state).forEach((vector, index) => {
    const from = headerEnd + 4 * layout.length * index;
    littleEndianBytes(vector).set(bytes.subarray(from, from + 4 * layout.length));
  });
  [state.step, state.cursor] = [step, cursor];
  if (patience) state.patience = patience;
  else delete state.patience;
}

function headerOf({ step, cursor, seed, patience }: TrainingState, layout: LoraLayout) {
  return {
    format: FORMAT,
    step,
    cursor,
    seed,
    tensors: layout.slots.map(({ name, shape }) => ({ name, shape: [...shape] })),
    vectors: ['parameters', 'first', 'second'],
    // The initial state is committed to before anything is evaluated.
    ...(patience && step > 0 ? { patience } : {}),
  };
}

const IS_LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

const vectors = ({ parameters, moments }: TrainingState) => [parameters, moments.first, moments.second];

function littleEndianBytes(vector: Float32Array): Uint8Array {
  if (!IS_LITTLE_ENDIAN) throw new Error('this engine runs on little-endian machines');
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
}
