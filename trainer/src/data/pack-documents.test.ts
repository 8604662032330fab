import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packDocuments } from './pack-documents.ts';

const capacity = 64;
const lengths = fc.array(fc.integer({ min: 1, max: capacity }), { maxLength: 80 });

describe('packDocuments', () => {
  it('puts each document into the fullest sequence that takes it', () => {
    expect(packDocuments([30, 20, 10, 34, 44], capacity)).toEqual([[4, 1], [3, 0], [2]]);
  });

  it('keeps every document once and no sequence over its length', () => {
    fc.assert(
      fc.property(lengths, (given) => {
        const sequences = packDocuments(given, capacity);
        expect(sequences.flat().toSorted((a, b) => a - b)).toEqual(given.map((_, i) => i));
        for (const sequence of sequences) {
          expect(sequence.reduce((sum, i) => sum + given[i]!, 0)).toBeLessThanOrEqual(capacity);
        }
      }),
    );
  });

  it('makes the choices of a search through all sequences', () => {
    fc.assert(
      fc.property(lengths, (given) => {
        const rooms = packDocuments(given, capacity).map((s) =>
          s.reduce((room, i) => room - given[i]!, capacity),
        );
        expect(rooms.toSorted((a, b) => a - b)).toEqual(slowBestFit(given).toSorted((a, b) => a - b));
      }),
    );
  });

  it('packs many documents without looking at every sequence for each', () => {
    const many = Array.from({ length: 100_000 }, (_, i) => 1 + ((i * 7919) % 2048));
    expect(packDocuments(many, 2048).flat()).toHaveLength(many.length);
  });

  it.each([0, 65])('refuses a document of %i tokens', (length) => {
    expect(() => packDocuments([length], capacity)).toThrow(RangeError);
  });
});

/** Room left in each sequence after plain best-fit-decreasing. */
function slowBestFit(given: readonly number[]): number[] {
  const rooms: number[] = [];
  for (const length of given.toSorted((a, b) => b - a)) {
    const fits = rooms.filter((room) => room >= length);
    const room = fits.length > 0 ? Math.min(...fits) : capacity;
    const at = rooms.indexOf(room);
    if (at < 0) rooms.push(room - length);
    else rooms[at] = room - length;
  }
  return rooms;
}
