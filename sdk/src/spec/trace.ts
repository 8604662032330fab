import { concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import type { Hex } from './hex.ts';
import { keccak256 } from './keccak256.ts';

/** What a leaf of the trace commits to. */
export type TraceLeaf = {
  /** Id of the job on its chain. */
  jobId: bigint;
  /** Place of the leaf, from 0 (inputs) to the export. */
  index: number;
  /** sha256 of the canonical training state at this point. */
  stateHash: Hex;
  /** Hash of the secret that only the computation of the segment shows, see `sealOf`. */
  seal: Hex;
};

/** `keccak256(0x00 ‖ uint256 jobId ‖ uint256 index ‖ stateHash ‖ seal)`, as `Trace.leaf` in Solidity. */
export function traceLeafHash(leaf: TraceLeaf): Hex {
  return keccak256(
    concatBytes(
      Uint8Array.of(0),
      word(leaf.jobId),
      word(BigInt(leaf.index)),
      hexToBytes(leaf.stateHash.slice(2)),
      hexToBytes(leaf.seal.slice(2)),
    ),
  );
}

/**
 * Root of the trace: inner node = `keccak256(0x01 ‖ left ‖ right)`, an odd node is promoted unchanged.
 *
 * @throws RangeError when there is no leaf.
 */
export function traceRoot(leafHashes: readonly Hex[]): Hex {
  return levels(leafHashes).at(-1)![0]!;
}

/** The siblings from leaf `index` up to the root; a promoted level contributes none. */
export function tracePath(leafHashes: readonly Hex[], index: number): Hex[] {
  if (!(index >= 0 && index < leafHashes.length)) {
    throw new RangeError(`tracePath: leaf ${index} of ${leafHashes.length}`);
  }
  const path: Hex[] = [];
  let at = index;
  for (const level of levels(leafHashes).slice(0, -1)) {
    const sibling = level[at ^ 1];
    if (sibling !== undefined) path.push(sibling);
    at >>= 1;
  }
  return path;
}

/** Whether `path` leads from `leafHash` at `index` of `count` leaves to `root`. */
export function verifyTracePath(
  root: Hex,
  leafHash: Hex,
  index: number,
  count: number,
  path: readonly Hex[],
): boolean {
  if (!(index >= 0 && index < count)) return false;
  let node = leafHash;
  let at = index;
  let width = count;
  let used = 0;
  while (width > 1) {
    const promoted = (at ^ 1) >= width;
    if (!promoted) {
      const sibling = path[used++];
      if (sibling === undefined) return false;
      node = at & 1 ? inner(sibling, node) : inner(node, sibling);
    }
    at >>= 1;
    width = (width + 1) >> 1;
  }
  return used === path.length && node === root;
}

function levels(leafHashes: readonly Hex[]): Hex[][] {
  if (leafHashes.length === 0) throw new RangeError('traceRoot: a trace has at least one leaf');
  const all: Hex[][] = [[...leafHashes]];
  for (let level = all[0]!; level.length > 1;) {
    const next: Hex[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const right = level[i + 1];
      next.push(right === undefined ? level[i]! : inner(level[i]!, right));
    }
    all.push(next);
    level = next;
  }
  return all;
}

function inner(left: Hex, right: Hex): Hex {
  return keccak256(concatBytes(Uint8Array.of(1), hexToBytes(left.slice(2)), hexToBytes(right.slice(2))));
}

function word(value: bigint): Uint8Array {
  return hexToBytes(value.toString(16).padStart(64, '0'));
}
