import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Hex } from './hex.ts';

/** SHA-256 (FIPS 180-4) of `bytes`, as 32 bytes of hex. */
export function sha256(bytes: Uint8Array): Hex {
  return `0x${bytesToHex(nobleSha256(bytes))}`;
}
