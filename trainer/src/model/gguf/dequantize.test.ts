import { describe, expect, it } from 'vitest';
import { widenBf16, widenF16 } from '../widen.ts';
import { dequantizeQ4_0, dequantizeQ4_1, dequantizeQ8_0 } from './dequantize.ts';

// The engine's own half-precision conversion, as a reference.
const view = new DataView(new ArrayBuffer(2)) as DataView & {
  setFloat16(at: number, value: number, little: boolean): void;
};
function half(value: number): [number, number] {
  view.setFloat16(0, value, true);
  return [view.getUint8(0), view.getUint8(1)];
}
const NIBBLES = Array.from({ length: 16 }, (_, i) => ((15 - i) << 4) | i);

describe('dequantisation', () => {
  it('reads Q4_0 as scale times nibble less eight, low halves first', () => {
    const out = new Float32Array(32);
    dequantizeQ4_0(Uint8Array.of(...half(0.5), ...NIBBLES), out);
    expect([...out]).toEqual([
      ...Array.from({ length: 16 }, (_, i) => 0.5 * (i - 8)),
      ...Array.from({ length: 16 }, (_, i) => 0.5 * (7 - i)),
    ]);
  });

  it('reads Q4_1 as scale times nibble plus minimum', () => {
    const out = new Float32Array(32);
    dequantizeQ4_1(Uint8Array.of(...half(0.25), ...half(-1.5), ...NIBBLES), out);
    expect([...out]).toEqual([
      ...Array.from({ length: 16 }, (_, i) => 0.25 * i - 1.5),
      ...Array.from({ length: 16 }, (_, i) => 0.25 * (15 - i) - 1.5),
    ]);
  });

  it('reads Q8_0 as scale times signed byte, block after block', () => {
    const bytes = Array.from({ length: 32 }, (_, i) => (i * 8 + 250) & 255);
    const out = new Float32Array(64);
    dequantizeQ8_0(Uint8Array.of(...half(2), ...bytes, ...half(-0.125), ...bytes), out);
    const signed = bytes.map((byte) => (byte > 127 ? byte - 256 : byte));
    expect([...out]).toEqual([...signed.map((q) => 2 * q), ...signed.map((q) => -0.125 * q)]);
  });

  it('widens every half-precision pattern as the engine does', () => {
    const patterns = Uint16Array.from({ length: 65_536 }, (_, i) => i);
    const out = new Float32Array(65_536);
    widenF16(new Uint8Array(patterns.buffer), out);
    const reference = new DataView(patterns.buffer) as DataView & {
      getFloat16(at: number, little: boolean): number;
    };
    const wrong = [...patterns].filter((i) => !Object.is(out[i], reference.getFloat16(2 * i, true)));
    expect(wrong).toEqual([]);
  });

  it('widens bfloat16 from bytes that lie at an odd place', () => {
    const bytes = Uint8Array.of(9, 0x80, 0x3f, 0x40, 0xc0).subarray(1);
    const out = new Float32Array(2);
    widenBf16(bytes, out);
    expect([...out]).toEqual([1, -3]);
  });
});
