import type { Sequence } from './sequence.ts';

/** Sequences in an order, each made when it is asked for. An array of them is one, too. */
export type Sequences = Iterable<Sequence> & {
  readonly length: number;
  at(index: number): Sequence | undefined;
};

/** Sequences that `make` builds from the items, in their order. */
export function sequencesOf<T>(items: readonly T[], make: (item: T) => Sequence): Sequences {
  return {
    length: items.length,
    at: (index) => (index >= 0 && index < items.length ? make(items[index]!) : undefined),
    *[Symbol.iterator]() {
      for (const item of items) yield make(item);
    },
  };
}
