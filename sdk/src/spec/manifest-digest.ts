import { utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonical-json.ts';
import type { Hex } from './hex.ts';
import { sha256 } from './sha256.ts';

/** The bytes of a manifest as they are stored: canonical JSON in UTF-8, one raw block. */
export function manifestBytes(manifest: unknown): Uint8Array {
  return utf8ToBytes(canonicalJson(manifest));
}

/** The name of a manifest on chain: `sha256(manifestBytes(manifest))`, 32 bytes of hex. */
export function manifestDigest(manifest: unknown): Hex {
  return sha256(manifestBytes(manifest));
}
