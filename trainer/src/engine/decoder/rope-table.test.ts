import { describe, expect, it } from 'vitest';
import { ropeTable } from './rope-table.ts';

describe('a rotary table', () => {
  const [base, width, positions] = [100_000, 64, 300];
  const table = ropeTable(base, width, positions);

  it('holds the f32 nearest to each cosine and sine', () => {
    for (let position = 0; position < positions; position++) {
      for (let pair = 0; pair < width / 2; pair++) {
        const angle = position / base ** ((2 * pair) / width);
        const at = position * width + pair;
        expect(Math.abs(table.cosine[at]! - Math.cos(angle))).toBeLessThanOrEqual(2 ** -25 + 1e-13);
        expect(Math.abs(table.sine[at + width / 2]! - Math.sin(angle))).toBeLessThanOrEqual(2 ** -25 + 1e-13);
      }
    }
  });

  it('repeats the cosine and negates the sine in the first half', () => {
    for (let at = 0; at < table.cosine.length; at++) {
      if (at % width >= width / 2) continue;
      expect(table.cosine[at + width / 2]).toBe(table.cosine[at]);
      expect(table.sine[at + width / 2]).toBe(-table.sine[at]!);
    }
  });

  it('starts the same whatever its length', () => {
    const short = ropeTable(base, width, 7);
    expect(short.cosine).toEqual(table.cosine.slice(0, 7 * width));
  });
});
