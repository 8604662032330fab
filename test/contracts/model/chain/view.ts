/** A question to a contract, and what the model says it answers. */
export type View = { of: string; fn: string; args: readonly unknown[]; expected: unknown };
