import type { Document } from './document.ts';
import type { Sequence } from './sequence.ts';

/**
 * Lays documents side by side in one sequence: positions restart in each, labels never look into the next.
 *
 * @param length Tokens of the sequence; the documents fit in it.
 * @param pad Id that fills the rest.
 */
export function toSequence(documents: readonly Document[], length: number, pad: number): Sequence {
  const sequence: Sequence = {
    ids: new Int32Array(length).fill(pad),
    labels: new Int32Array(length).fill(pad),
    weights: new Float32Array(length),
    positions: new Int32Array(length),
    documents: new Int32Array(length).fill(-1),
    tokens: 0,
    rows: documents.map((document) => document.row),
  };
  let start = 0;
  for (const [number, { ids, counted }] of documents.entries()) {
    sequence.ids.set(ids, start);
    sequence.labels.set(ids.subarray(1), start);
    for (let t = 0; t < ids.length; t++) {
      sequence.positions[start + t] = t;
      sequence.documents[start + t] = number;
      if (counted[t + 1] === 1) {
        sequence.weights[start + t] = 1;
        sequence.tokens += 1;
      }
    }
    start += ids.length;
  }
  return sequence;
}
