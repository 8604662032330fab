import { BigInt, Bytes, log } from '@graphprotocol/graph-ts';
import { NodeRegistered, StakeChanged } from '../../generated/NodeRegistry/NodeRegistry';
import { Node } from '../../generated/schema';
import { wantManifest } from './manifest';
import { countStake } from './protocol';

const ZERO = BigInt.zero();

export function createNode(event: NodeRegistered): Node {
  const node = new Node(event.params.node);
  node.account = event.params.node;
  node.metadataDigest = event.params.metadataDigest;
  node.manifest = wantManifest(event.params.metadataDigest, event.params.node);
  node.stakeWei = ZERO;
  node.lockedWei = ZERO;
  node.unbondingWei = ZERO;
  node.registeredAt = event.block.timestamp;
  node.registeredTx = event.transaction.hash;
  node.claimedJobCount = 0;
  node.settledJobCount = 0;
  node.missedJobCount = 0;
  node.refutedJobCount = 0;
  node.passedAuditCount = 0;
  node.slashedDutyCount = 0;
  node.runningJobCount = 0;
  node.earnedWei = ZERO;
  node.slashedWei = ZERO;
  node.save();
  return node;
}

export function getNode(address: Bytes): Node | null {
  const node = Node.load(address);
  if (node === null) log.error('There is no node {}', [address.toHexString()]);
  return node;
}

export function setMetadata(node: Node, digest: Bytes): void {
  node.metadataDigest = digest;
  node.manifest = wantManifest(digest, node.id);
  node.save();
}

export function setStake(node: Node, event: StakeChanged): void {
  countStake(event.params.stake.minus(node.stakeWei));
  node.stakeWei = event.params.stake;
  node.lockedWei = event.params.locked;
  node.save();
}

export function setUnbonding(node: Node, amountWei: BigInt, unbondedAt: BigInt): void {
  node.unbondingWei = amountWei;
  node.unbondedAt = unbondedAt;
  node.save();
}

export function clearUnbonding(node: Node): void {
  node.unbondingWei = ZERO;
  node.unbondedAt = null;
  node.save();
}

export function countSlashed(node: Node, amountWei: BigInt): void {
  node.slashedWei = node.slashedWei.plus(amountWei);
  node.save();
}

/** A duty's part of the stake is locked (or free again, below 0). */
export function lockDuty(address: Bytes, changeWei: BigInt): void {
  const node = getNode(address);
  if (node === null) return;
  node.lockedWei = node.lockedWei.plus(changeWei);
  node.save();
}

export function countPassedDuty(address: Bytes): void {
  const node = getNode(address);
  if (node === null) return;
  node.passedAuditCount += 1;
  node.save();
}

export function countSlashedDuty(address: Bytes): void {
  const node = getNode(address);
  if (node === null) return;
  node.slashedDutyCount += 1;
  node.save();
}

export function countClaim(address: Bytes, bondWei: BigInt): void {
  const node = getNode(address);
  if (node === null) return;
  node.lockedWei = node.lockedWei.plus(bondWei);
  node.claimedJobCount += 1;
  node.runningJobCount += 1;
  node.save();
}

export function releaseBond(address: Bytes, bondWei: BigInt): void {
  const node = getNode(address);
  if (node === null) return;
  node.lockedWei = node.lockedWei.minus(bondWei);
  node.save();
}

export function countSettlement(address: Bytes): void {
  const node = getNode(address);
  if (node === null) return;
  node.settledJobCount += 1;
  node.runningJobCount -= 1;
  node.save();
}

export function countMiss(address: Bytes): void {
  const node = getNode(address);
  if (node === null) return;
  node.missedJobCount += 1;
  node.runningJobCount -= 1;
  node.save();
}

/** A job of the node ended by a dispute before it was paid. */
export function countUnpaid(address: Bytes): void {
  const node = getNode(address);
  if (node === null) return;
  node.runningJobCount -= 1;
  node.save();
}

export function countRefuted(address: Bytes): void {
  const node = getNode(address);
  if (node === null) return;
  node.refutedJobCount += 1;
  node.save();
}

export function countPay(address: Bytes, amountWei: BigInt): void {
  const node = getNode(address);
  if (node === null) return;
  node.earnedWei = node.earnedWei.plus(amountWei);
  node.save();
}
