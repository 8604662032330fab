import type { Outcome } from './outcome.ts';

/** What a stage of the tests may use. */
export type StageContext = {
  root: string;
  /** A folder for reports and state, empty at the start of a run. */
  scratch: string;
  env: Record<string, string>;
};

/** One stage of `npm test`. It prints what it does as it goes and never throws for a failed test. */
export type Stage = { name: string; run: (context: StageContext) => Promise<Outcome> };
