import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { TINY_CONFIG } from '../../test/support/tiny-config.ts';
import { loraLayout } from '../engine/decoder/lora-layout.ts';
import { decodeState, encodeState, stateHash } from './training-state.ts';
import type { TrainingState } from './training-state.ts';

const layout = loraLayout(TINY_CONFIG, { rank: 2, alpha: 4, targets: ['q_proj'] });

function state(fill: (i: number) => number, step = 3): TrainingState {
  const vector = (shift: number) => Float32Array.from({ length: layout.length }, (_, i) => fill(i + shift));
  return {
    ...{ step, cursor: 6, seed: 1, parameters: vector(0) },
    moments: { first: vector(1), second: vector(2) },
  };
}

describe('a training state', () => {
  it('is read back bit for bit', () => {
    const written = state((i) => Math.sin(i));
    const read = state(() => 0, 0);
    decodeState(Buffer.concat(encodeState(written, layout)), layout, read);
    expect(read).toEqual(written);
  });

  it('is read back with what its evaluations came to, which the initial state has not', () => {
    const patience = { best: 1.25, stale: 2 };
    const read = state(() => 0, 0);
    decodeState(Buffer.concat(encodeState({ ...state((i) => i), patience }, layout)), layout, read);
    expect(read.patience).toEqual(patience);
    decodeState(Buffer.concat(encodeState({ ...state((i) => i, 0), patience }, layout)), layout, read);
    expect(read).not.toHaveProperty('patience');
  });

  it('is refused where its seed is another', () => {
    const written = Buffer.concat(
      encodeState(
        state((i) => i),
        layout,
      ),
    );
    const read = { ...state(() => 0, 0), seed: 2 };
    expect(() => decodeState(written, layout, read)).toThrow(RangeError);
    expect(read.step).toBe(0);
  });

  it('has as its hash the sha256 of what is written', () => {
    const written = state((i) => i);
    const digest = createHash('sha256')
      .update(Buffer.concat(encodeState(written, layout)))
      .digest('hex');
    expect(stateHash(written, layout)).toBe(`0x${digest}`);
  });

  it('has another hash for one other bit or another step', () => {
    const usual = stateHash(
      state((i) => i),
      layout,
    );
    const bit = state((i) => i);
    bit.moments.second[0] = Math.fround(2.0000002);
    expect(stateHash(bit, layout)).not.toBe(usual);
    expect(
      stateHash(
        state((i) => i, 4),
        layout,
      ),
    ).not.toBe(usual);
  });

  it('is refused when it is cut short or of another layout', () => {
    const bytes = Buffer.concat(
      encodeState(
        state((i) => i),
        layout,
      ),
    );
    expect(() =>
      decodeState(
        bytes.subarray(0, -4),
        layout,
        state(() => 0),
      ),
    ).toThrow(RangeError);
    const other = loraLayout(TINY_CONFIG, { rank: 2, alpha: 4, targets: ['o_proj'] });
    expect(() =>
      decodeState(
        bytes,
        other,
        state(() => 0),
      ),
    ).toThrow(RangeError);
  });
});
