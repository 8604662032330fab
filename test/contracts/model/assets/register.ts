import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import { NOBODY, NO_DIGEST } from '../core/hex.ts';
import { requireRunning } from '../core/pausing.ts';
import type { Lineage, Parent } from './asset.ts';
import { ADAPTER, MAX_ROYALTY_BPS, SOURCE } from './asset.ts';
import { packLineage } from './pack-lineage.ts';
import { resolveLineage } from './resolve-lineage.ts';

/** Registers an asset of the caller. */
export function register(
  call: Call,
  kind: bigint,
  manifestDigest: Hex,
  policy: bigint,
  royaltyBps: bigint,
  parents: readonly Parent[],
): void {
  requireRunning(call, 'assets');
  call.require(royaltyBps <= MAX_ROYALTY_BPS, 'AssetRegistry_RoyaltyTooHigh', royaltyBps, MAX_ROYALTY_BPS);
  requireNewManifest(call, call.from, manifestDigest);
  const lineage = resolveLineage(call, call.from, parents);
  if (call.refused) return;
  write(call, { creator: call.from, kind, manifestDigest, policy, royaltyBps, lineage, jobId: 0n });
}

/** Registers the result of a job as an adapter of its requester. @returns its id. */
export function registerResult(
  call: Call,
  result: {
    jobId: bigint;
    creator: Hex;
    manifestDigest: Hex;
    policy: bigint;
    royaltyBps: bigint;
    lineage: Lineage;
  },
): bigint {
  requireNewManifest(call, result.creator, result.manifestDigest);
  return call.refused ? 0n : write(call, { ...result, kind: ADAPTER });
}

/** Notes a digest that is nil or that the creator has used. */
export function requireNewManifest(call: Call, creator: Hex, digest: Hex): void {
  const known = call.world.assets.manifests.get(`${creator} ${digest}`) ?? 0n;
  call.require(digest !== NO_DIGEST, 'AssetRegistry_ZeroDigest');
  call.require(known === 0n, 'AssetRegistry_AlreadyRegistered', creator, digest, known);
}

type NewAsset = {
  creator: Hex;
  kind: bigint;
  manifestDigest: Hex;
  policy: bigint;
  royaltyBps: bigint;
  lineage: Lineage;
  jobId: bigint;
};

function write(call: Call, asset: NewAsset): bigint {
  const { assets, manifests } = call.world.assets;
  const { jobId, creator, manifestDigest, lineage } = asset;
  const assetId = BigInt(assets.size) + 1n;
  const { kind, policy, royaltyBps } = asset;
  const facts = { creator, kind, policy, royaltyBps, manifestDigest };
  assets.set(assetId, { ...facts, lineage, owner: creator, approved: NOBODY, version: 1n });
  manifests.set(`${creator} ${manifestDigest}`, assetId);
  call.emit('assets', 'Transfer', { from: NOBODY, to: creator, tokenId: assetId });
  call.emit('assets', 'AssetRegistered', {
    ...facts,
    assetId,
    jobId,
    source: jobId === 0n ? SOURCE.Declared : SOURCE.Job,
    lineage: packLineage(lineage),
  });
  return assetId;
}
