import { keccak_256 } from '@noble/hashes/sha3.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Hex } from './hex.ts';

/** Keccak-256 as the EVM computes it, as 32 bytes of hex. */
export function keccak256(bytes: Uint8Array): Hex {
  return `0x${bytesToHex(keccak_256(bytes))}`;
}
