import { describe, expect, it } from 'vitest';
import { fromBfloat16, toBfloat16 } from './bfloat16.ts';

function halvesOf(...values: number[]): number[] {
  const halves = new Uint16Array(values.length);
  toBfloat16(Float32Array.from(values), halves);
  return [...halves];
}

function roundTrip(...values: number[]): number[] {
  const result = new Float32Array(values.length);
  fromBfloat16(Uint16Array.from(halvesOf(...values)), result);
  return [...result];
}

describe('bfloat16', () => {
  it('keeps what fits in eight bits of fraction', () => {
    const values = [0, 1, -2.5, 0.15625, 2 ** 127, 2 ** -126, Infinity, -Infinity];
    expect(roundTrip(...values)).toEqual(values);
    expect(halvesOf(1, -2)).toEqual([0x3f80, 0xc000]);
  });

  it('rounds to nearest, ties to even', () => {
    const step = 2 ** -7;
    expect(roundTrip(1 + step / 2, 1 + (step * 3) / 2)).toEqual([1, 1 + 2 * step]);
    expect(roundTrip(1 + step / 2 + 2 ** -20, 1 + step / 2 - 2 ** -20)).toEqual([1 + step, 1]);
  });

  it('rounds past the largest number to infinity, and keeps NaN', () => {
    expect(roundTrip(3.4e38, NaN)).toEqual([Infinity, NaN]);
    const bits = new Float32Array(Uint32Array.of(0x7f80_0001).buffer);
    expect(roundTrip(bits[0]!)).toEqual([NaN]);
  });
});
