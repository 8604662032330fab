/** What the steps of a run are like, on average. */
export type StepShape = {
  /** Sequences of a step. */
  sequences: number;
  /** Tokens of a sequence, as they are computed. */
  tokens: number;
  /** Seconds by the clock for each second of work, where all lanes are idle otherwise: at best 1 / lanes. */
  share: number;
};

/**
 * How steps spread over lanes: each lane takes the next sequence when it is free, and a step ends with its last.
 *
 * @param steps Tokens of each sequence, step by step.
 */
export function stepShape(steps: readonly (readonly number[])[], lanes: number): StepShape {
  let [sequences, tokens, clock] = [0, 0, 0];
  for (const lengths of steps) {
    const free = new Array<number>(lanes).fill(0);
    for (const length of lengths) {
      const first = free.indexOf(Math.min(...free));
      free[first]! += length;
      tokens += length;
    }
    sequences += lengths.length;
    clock += Math.max(...free);
  }
  return { sequences: sequences / steps.length, tokens: tokens / sequences, share: clock / tokens };
}
