import { philoxStream } from './philox.ts';
import { shuffled } from './shuffled.ts';

/** Which rows are trained on, which are kept apart, and which may be neither. */
export type RowSplit = {
  train: number[];
  heldOut: number[];
  /** Rows whose content is kept apart under another number: training on them would leak it. */
  leaking: number[];
};

/** Philox stream of the order seed that draws the split; stream n + 1 orders epoch n. */
const SPLIT_STREAM = 0;

/**
 * Draws the held-out rows and the training rows: a seeded order of all rows, from whose front distinct ones are held
 * out until there are enough; the rest, without copies of those, is trained on.
 *
 * @param contents A digest of each row's content, by place; copies have the same.
 * @param heldOutRows How many to hold out; fewer come back when there are not so many distinct ones.
 * @param maxRows At most this many to train on.
 */
export function splitRows(
  contents: { readonly length: number; at(place: number): string | undefined },
  { heldOutRows, maxRows, seed }: { heldOutRows: number; maxRows: number | undefined; seed: number },
): RowSplit {
  const order = shuffled(
    Array.from({ length: contents.length }, (_, place) => place),
    philoxStream(seed, SPLIT_STREAM),
  );
  const held = new Set<string>();
  const heldOut: number[] = [];
  const rest: number[] = [];
  for (const row of order) {
    if (heldOut.length < heldOutRows && !held.has(contents.at(row)!)) {
      held.add(contents.at(row)!);
      heldOut.push(row);
    } else rest.push(row);
  }
  const train = rest.filter((row) => !held.has(contents.at(row)!));
  const leaking = rest.filter((row) => held.has(contents.at(row)!));
  return { train: train.slice(0, maxRows), heldOut, leaking };
}
