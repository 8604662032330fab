/** A broken rule, as the contracts name it: an error and the facts it carries. */
export type Fault = { error: string; args: readonly unknown[] };
