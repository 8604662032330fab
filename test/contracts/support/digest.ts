import { keccak256, toHex } from 'viem';
import type { Hex } from 'viem';

/** A digest for a test, different for each name. */
export function digest(name: string): Hex {
  return keccak256(toHex(name));
}
