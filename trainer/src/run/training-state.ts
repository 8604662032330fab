import { createSha256 } from '#sha256';
import { canonicalJson } from '@cultivar/sdk/spec';
import type { Hex } from '@cultivar/sdk/spec';
import type { TrainedLayout } from '../engine/decoder/trained-layout.ts';
import type { Moments } from '../engine/optimizer/adamw.ts';
import { toHex } from '../hash/to-hex.ts';
import { checkedPatience } from './patience.ts';
import type { Patience } from './patience.ts';
import { vectorBytes } from './vector-bytes.ts';

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
export function encodeState(state: TrainingState, layout: TrainedLayout): Uint8Array[] {
  const header = new TextEncoder().encode(canonicalJson(headerOf(state, layout)));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, header.length, true);
  return [length, header, ...vectors(state).flatMap(vectorBytes)];
}

/** sha256 of the encoded state. */
export function stateHash(state: TrainingState, layout: TrainedLayout): Hex {
  const hash = createSha256();
  for (const part of encodeState(state, layout)) hash.update(part);
  return toHex(hash.digest());
}

/**
 * Reads an encoded state into `state`, whose vectors must already have the layout's length.
 *
 * @throws RangeError when the bytes belong to another layout or are cut short.
 */
export function decodeState(bytes: Uint8Array, layout: TrainedLayout, state: TrainingState): void {
  const end = headerEnd(bytes);
  const header = checkedHeader(bytes.subarray(4, end), layout, state);
  if (bytes.length !== end + 12 * layout.length) throw foreign();
  filler(state)(bytes.subarray(end));
  stand(state, header);
}

/** The same of a state in pieces whose hash is known to be right: it never lies in memory a second time. */
export async function readState(
  pieces: AsyncIterable<Uint8Array>,
  layout: TrainedLayout,
  state: TrainingState,
): Promise<void> {
  const fill = filler(state);
  let head = new Uint8Array(0);
  let header: StateHeader | undefined;
  for await (const piece of pieces) {
    if (header) {
      fill(piece);
      continue;
    }
    const longer = new Uint8Array(head.length + piece.length);
    longer.set(head);
    longer.set(piece, head.length);
    head = longer;
    if (head.length < 4 || head.length < headerEnd(head)) continue;
    header = checkedHeader(head.subarray(4, headerEnd(head)), layout, state);
    fill(head.subarray(headerEnd(head)));
  }
  if (!header) throw foreign();
  stand(state, header);
}

type StateHeader = ReturnType<typeof headerOf>;

function headerEnd(bytes: Uint8Array): number {
  return 4 + new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
}

function checkedHeader(bytes: Uint8Array, layout: TrainedLayout, state: TrainingState): StateHeader {
  const header = JSON.parse(new TextDecoder().decode(bytes)) as StateHeader;
  const patience = header.patience && checkedPatience(header.patience);
  const { step, cursor } = header;
  const { patience: _, ...plain } = state;
  const expected = headerOf({ ...plain, step, cursor, ...(patience ? { patience } : {}) }, layout);
  if (canonicalJson(header) !== canonicalJson(expected)) throw foreign();
  return { ...header, ...(patience ? { patience } : {}) };
}

function stand(state: TrainingState, { step, cursor, patience }: StateHeader): void {
  [state.step, state.cursor] = [step, cursor];
  if (patience) state.patience = patience;
  else delete state.patience;
}

/** Writes bytes into the vectors, one after the other; what goes beyond them is an error. */
function filler(state: TrainingState): (bytes: Uint8Array) => void {
  const places = vectors(state).flatMap(vectorBytes);
  let at = 0;
  return (bytes) => {
    for (let rest = bytes; rest.length > 0;) {
      const place = places[0];
      if (!place) throw foreign();
      const part = rest.subarray(0, place.length - at);
      place.set(part, at);
      at += part.length;
      rest = rest.subarray(part.length);
      if (at === place.length) [, at] = [places.shift(), 0];
    }
  };
}

function foreign(): RangeError {
  return new RangeError('decodeState: the state is of another job or cut short');
}

function headerOf({ step, cursor, seed, patience }: TrainingState, layout: TrainedLayout) {
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

const vectors = ({ parameters, moments }: TrainingState) => [parameters, moments.first, moments.second];
