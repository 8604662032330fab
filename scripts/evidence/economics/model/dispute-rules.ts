/** The two rules of disputes whose economics were compared before one was chosen. */
export type DisputeRules = {
  /** Whether UNAVAILABLE counts together with a finding other than the leaf; otherwise each needs its own majority. */
  unavailableJoins: boolean;
  /** Whether a challenger whose jury upheld the leaf pays although another dispute has ended the job meanwhile. */
  upheldOutlivesJob: boolean;
};
