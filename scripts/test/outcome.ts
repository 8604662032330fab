/** Something that failed. */
export type Failure = {
  /** Where it stands: a file and a test, a check, a product. */
  name: string;
  /** The part of what it said that tells most; may be several lines. */
  error: string;
};

/** What came of a stage: how many checks or tests passed, and each that did not. */
export type Outcome = { passed: number; failures: readonly Failure[] };
