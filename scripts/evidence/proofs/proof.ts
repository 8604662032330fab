/** What became of one property. */
export type Proof = {
  /** The proof contract. */
  subject: string;
  name: string;
  prover: 'halmos' | 'SMTChecker';
  /** Known to be false: a prover that proves it proves nothing. */
  control: boolean;
  /** Undecided: the solver gave up, or the property had its time. */
  outcome: 'proved' | 'refuted' | 'undecided';
  /** Where each property is proved by itself. */
  seconds?: number;
};

/** Whether a property is proved, or a control refuted. */
export function holds({ control, outcome }: Proof): boolean {
  return outcome === (control ? 'refuted' : 'proved');
}
