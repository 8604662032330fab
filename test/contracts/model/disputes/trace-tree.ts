import { encodePacked, keccak256 } from 'viem';
import type { Hex } from 'viem';

/** A leaf: `keccak256(0x00 ‖ jobId ‖ index ‖ stateHash ‖ seal)`. */
export const leafHash = (jobId: bigint, index: bigint, stateHash: Hex, seal: Hex): Hex =>
  keccak256(
    encodePacked(
      ['bytes1', 'uint256', 'uint256', 'bytes32', 'bytes32'],
      ['0x00', jobId, index, stateHash, seal],
    ),
  );

/** Hashes a word `times` over. */
export const hashed = (word: Hex, times: number): Hex =>
  times === 0 ? word : hashed(keccak256(word), times - 1);

/** The seal of a leaf: its secret hashed three times. */
export const sealOf = (secret: Hex): Hex => hashed(secret, 3);

/** The root of a tree; a node without a sibling goes up as it is. */
export function rootOf(leaves: readonly Hex[]): Hex {
  let level = [...leaves];
  while (level.length > 1) level = levelAbove(level);
  return level[0]!;
}

/** Siblings from a leaf to the root. */
export function pathOf(leaves: readonly Hex[], index: number): Hex[] {
  const path: Hex[] = [];
  let [level, at] = [[...leaves], index];
  while (level.length > 1) {
    const sibling = level[at % 2 === 0 ? at + 1 : at - 1];
    if (sibling !== undefined) path.push(sibling);
    [level, at] = [levelAbove(level), Math.floor(at / 2)];
  }
  return path;
}

/** Whether the path leads from the leaf at `index` of `count` to the root. */
export function isBelow(root: Hex, leaf: Hex, index: bigint, count: bigint, path: readonly Hex[]): boolean {
  if (index >= count) return false;
  const left = [...path];
  let [node, at, width] = [leaf, index, count];
  for (; width > 1n; at /= 2n, width = (width + 1n) / 2n) {
    const last = at === width - 1n;
    if (last && at % 2n === 0n) continue;
    const sibling = left.shift();
    if (sibling === undefined) return false;
    node = at % 2n === 0n ? inner(node, sibling) : inner(sibling, node);
  }
  return left.length === 0 && node === root;
}

function levelAbove(level: readonly Hex[]): Hex[] {
  const above: Hex[] = [];
  for (let i = 0; i < level.length; i += 2) {
    above.push(i + 1 < level.length ? inner(level[i]!, level[i + 1]!) : level[i]!);
  }
  return above;
}

const inner = (left: Hex, right: Hex): Hex =>
  keccak256(encodePacked(['bytes1', 'bytes32', 'bytes32'], ['0x01', left, right]));
