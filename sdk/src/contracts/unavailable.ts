import { zeroHash } from 'viem';
import type { Finding } from './contract-types.ts';

/** The finding that says: what is needed could not be fetched, or is not what was committed. */
export const UNAVAILABLE: Finding = { stateHash: zeroHash, proof: zeroHash };
