import type { Sequence } from '../../src/data/sequence.ts';
import type { Task } from './task.ts';

/** The same rows as in packed sequences, arranged as a task wants them; what counts in the loss stays the same. */
export function arrangeRows(packed: readonly Sequence[], { rows, logits }: Task): Sequence[] {
  const arranged =
    rows === 'packed' ? [...packed] : packed.flatMap((sequence) => apart(sequence, rows === 'padded'));
  return logits === 'all' ? arranged.map(countAll) : arranged;
}

/** So little that it changes neither loss nor gradient, and more than nothing: the label counts. */
const NEXT_TO_NOTHING = 1e-30;

function countAll(sequence: Sequence): Sequence {
  const weights = sequence.weights.map((weight, t) =>
    weight === 0 && sequence.documents[t]! >= 0 ? NEXT_TO_NOTHING : weight,
  );
  return { ...sequence, weights };
}

function apart(sequence: Sequence, isPadded: boolean): Sequence[] {
  const { documents, ids, rows } = sequence;
  return rows.map((row, number) => {
    const [start, end] = [documents.indexOf(number), documents.lastIndexOf(number) + 1];
    const alone: Sequence = {
      ids: moved(ids, start, end),
      labels: moved(sequence.labels, start, end),
      weights: moved(sequence.weights, start, end),
      positions: moved(sequence.positions, start, end),
      documents: new Int32Array(documents.length).fill(-1).fill(0, 0, end - start),
      tokens: 0,
      rows: [row],
    };
    alone.tokens = alone.weights.filter((weight) => weight > 0).length;
    // A sequence is cut after its last document: one that stands at its end keeps it whole.
    if (isPadded && end - start < documents.length) alone.documents[documents.length - 1] = 1;
    return alone;
  });
}

/** What lies between two places moved to the front of as many zeros. */
function moved<T extends Int32Array | Float32Array>(values: T, start: number, end: number): T {
  const result = values.slice() as T;
  result.fill(0);
  result.set(values.subarray(start, end));
  return result;
}
