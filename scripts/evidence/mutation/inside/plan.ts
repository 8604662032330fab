/** What a stretch is to do, from the process that prepares it to the one that plays the tests. */
export type Plan = {
  /** Test files, from `folder`. */
  files: readonly string[];
  folder: string;
  mutants: readonly Trial[];
  /** File that takes verdicts, one a line. */
  journal: string;
  /** File that keeps what the tests come by, for as long as contracts and helpers are the same. */
  survey: string;
  /** Hash of each test file. */
  hashes: Readonly<Record<string, string>>;
  /** Time of day after which nothing new is begun. */
  endsAtMs: number;
};

/** A mutant to try. */
export type Trial = {
  id: string;
  /** Source and function, whose other mutants tell which test to begin with. */
  member: string;
  /** Test files about its source. */
  about: readonly string[];
  /** The test that killed it before that test, or the way to try mutants, changed. */
  killer?: { file: string; test: string };
  /** Test files that an earlier stretch has played against it in vain. */
  passed: readonly string[];
};

/** Names the file with the plan, in JSON. */
export const PLAN_VARIABLE = 'CULTIVAR_MUTATION_PLAN';
