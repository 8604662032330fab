import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from './document.ts';
import { packDocuments } from './pack-documents.ts';
import { toSequence } from './to-sequence.ts';

const document = (row: number, ids: number[], counted: number[]): Document => ({
  row,
  ids: Int32Array.from(ids),
  counted: Uint8Array.from(counted),
});

describe('toSequence', () => {
  it('shifts labels inside each document and counts only what is marked', () => {
    const sequence = toSequence([document(7, [10, 11, 12], [0, 0, 1]), document(9, [20, 21], [1, 1])], 8, 99);
    expect([...sequence.ids]).toEqual([10, 11, 12, 20, 21, 99, 99, 99]);
    expect([...sequence.labels].slice(0, 4)).toEqual([11, 12, 99, 21]);
    expect([...sequence.weights]).toEqual([0, 1, 0, 1, 0, 0, 0, 0]);
    expect([...sequence.positions]).toEqual([0, 1, 2, 0, 1, 0, 0, 0]);
    expect([...sequence.documents]).toEqual([0, 0, 0, 1, 1, -1, -1, -1]);
    expect(sequence.tokens).toBe(2);
    expect(sequence.rows).toEqual([7, 9]);
  });

  it('keeps every token, its mark and its neighbour, however documents are packed', () => {
    const length = 24;
    const documents = fc.array(
      fc
        .array(fc.tuple(fc.nat(500), fc.integer({ min: 0, max: 1 })), { minLength: 1, maxLength: length })
        .map((tokens) => ({ ids: tokens.map(([id]) => id), counted: tokens.map(([, mark]) => mark) })),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(documents, (given) => {
        const all = given.map(({ ids, counted }, row) => document(row, ids, counted));
        const groups = packDocuments(
          all.map(({ ids }) => ids.length),
          length,
        );
        const seen = groups.flatMap((group) => {
          const sequence = toSequence(
            group.map((i) => all[i]!),
            length,
            0,
          );
          return group.map((row, number) => {
            const at = [...sequence.documents.keys()].filter((t) => sequence.documents[t] === number);
            // A mark moves one place to the left: to where the token is predicted.
            for (const t of at.slice(0, -1)) {
              expect(sequence.labels[t]).toBe(sequence.ids[t + 1]);
              expect(sequence.weights[t]).toBe(given[row]!.counted[sequence.positions[t]! + 1]);
            }
            expect(sequence.weights[at.at(-1)!]).toBe(0);
            return [row, at.map((t) => sequence.ids[t])] as const;
          });
        });
        expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(given.map(({ ids }, row) => [row, ids])));
      }),
    );
  });
});
