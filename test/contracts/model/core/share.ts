/** A part of an amount in 1/10,000, rounded down. */
export const share = (amount: bigint, bps: bigint): bigint => (amount * bps) / 10_000n;
