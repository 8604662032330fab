/** Bits of a licence's mask of rights. */
export const RIGHT = { USE: 1n, COMMERCIAL: 2n, DERIVE: 4n, TRANSFER: 8n } as const;
