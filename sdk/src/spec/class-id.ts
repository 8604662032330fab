import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Hex } from './hex.ts';
import { keccak256 } from './keccak256.ts';

/** The on-chain name of a determinism class: keccak256 of its text, e.g. `exact:ort-cpu/<engine>/<isa>`. */
export function classId(className: string): Hex {
  return keccak256(utf8ToBytes(className));
}
