import type { Hex } from 'viem';

/** The account without a key that burnt amounts are credited to, `Treasury.BURNT`. */
export const BURNT: Hex = '0x000000000000000000000000000000000000dead';
