/** What an attack brings at worst. */
export type Verdict = {
  attack: string;
  /** Largest expected profit found, in juror fees. Negative: it does not pay. */
  profit: number;
  /** Where that was. */
  at: string;
};
