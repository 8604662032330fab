import type { Hex } from '@cultivar/sdk/spec';

/** Bytes as hex with its prefix. */
export function toHex(bytes: Uint8Array): Hex {
  return `0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
