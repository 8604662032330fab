/** A digest of nothing that is stored. */
export const MISSING_DIGEST = `0x${'77'.repeat(32)}` as const;
