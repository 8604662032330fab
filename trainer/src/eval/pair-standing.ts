/** How models stand to pairs of a better and a worse answer; shares of the pairs. */
export type PairStanding = {
  pairs: number;
  /** The better answer is the likelier one. */
  baseAhead: number;
  adapterAhead?: number;
  /** The adapter made the better answer likelier, against the base, by more than the worse one: the accuracy of DPO. */
  accuracy?: number;
};

/**
 * Tells it from summed negative log-likelihoods.
 *
 * @param base Of the answers under the base model: better, worse, better, worse …
 * @param adapter The same with an adapter.
 */
export function pairStanding(base: readonly number[], adapter?: readonly number[]): PairStanding {
  const pairs = base.length / 2;
  const share = (isSo: (better: number, worse: number) => boolean) =>
    Array.from({ length: pairs }, (_, i) => isSo(2 * i, 2 * i + 1)).filter(Boolean).length / pairs;
  const ahead = share((better, worse) => base[better]! < base[worse]!);
  if (!adapter) return { pairs, baseAhead: ahead };
  const gain = (answer: number) => base[answer]! - adapter[answer]!;
  return {
    ...{ pairs, baseAhead: ahead },
    adapterAhead: share((better, worse) => adapter[better]! < adapter[worse]!),
    accuracy: share((better, worse) => gain(better) > gain(worse)),
  };
}
