import { hexToBytes } from '@noble/hashes/utils.js';
import { CID } from 'multiformats/cid';
import * as Digest from 'multiformats/hashes/digest';
import type { Hex } from './hex.ts';
import { bytesToHex } from '@noble/hashes/utils.js';

const RAW = 0x55;
const SHA2_256 = 0x12;

/** The CIDv1 (raw codec, base32) under which the manifest with this digest is stored. */
export function digestToCid(digest: Hex): string {
  return CID.createV1(RAW, Digest.create(SHA2_256, hexToBytes(digest.slice(2)))).toString();
}

/**
 * The sha2-256 digest inside a raw CIDv1, the inverse of {@link digestToCid}.
 *
 * @throws RangeError when the CID has another codec or hash.
 */
export function cidToDigest(cid: string): Hex {
  const parsed = CID.parse(cid);
  if (parsed.code !== RAW || parsed.multihash.code !== SHA2_256) {
    throw new RangeError(`cidToDigest: ${cid} is not a raw sha2-256 CID`);
  }
  return `0x${bytesToHex(parsed.multihash.digest)}`;
}
