import type { Hex } from 'viem';

/** The address without a key that stands for the native currency, and for nobody. */
export const NOBODY: Hex = '0x0000000000000000000000000000000000000000';
/** A digest that is not there. */
export const NO_DIGEST: Hex = `0x${'0'.repeat(64)}`;
