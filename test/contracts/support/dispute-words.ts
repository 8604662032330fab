/** `IDisputes.Phase`. */
export const PHASE = { None: 0, Opening: 1, Drawing: 2, Keys: 3, Voting: 4, Ended: 5 } as const;
/** `IDisputes.Kind`. */
export const KIND = { Init: 0, Step: 1, Export: 2, Delivery: 3 } as const;
/** `IDisputes.Outcome`. */
export const OUTCOME = { None: 0, Upheld: 1, Refuted: 2, Void: 3, Moot: 4 } as const;
/** `IDisputes.Seal`. */
export const SEAL = { None: 0, Trusted: 1, Unchallenged: 2, Proven: 3, Refuted: 4 } as const;
/** `IJobEscrow.State` of jobs that disputes touch. */
export const JOB_STATE = { Submitted: 3, Settled: 4, Refunded: 6, Disputed: 7, Void: 8 } as const;
/** `IJobEscrow.Mode`. */
export const MODE = { Accept: 0, Audit: 1 } as const;
