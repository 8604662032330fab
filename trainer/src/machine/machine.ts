/** What a run asks of the machine that it is on. */
export type Machine = {
  /** Cores that it may work on. */
  cores(): number;
  /** The CPU as determinism classes and remembered checks name it. */
  cpu(): string;
  /** Most memory that the process has held. */
  peakMemoryBytes(): number;
  /** Runs work that throws away almost all it makes, without taking memory for that. */
  sparing<T>(work: () => Promise<T>): Promise<T>;
};
