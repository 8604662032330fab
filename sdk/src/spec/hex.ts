/** A byte string as lower-case hex with a `0x` prefix. */
export type Hex = `0x${string}`;
