import type { Hex } from 'viem';

/** A call as an account sends it. `to` is a contract of the protocol by its short name, or the address of a token. */
export type Sent = { from: Hex; to: string; fn: string; args: readonly unknown[]; value: bigint };
