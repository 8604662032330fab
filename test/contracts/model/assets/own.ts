import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import type { Asset } from './asset.ts';
import { requireNewManifest } from './register.ts';

/** Publishes a new version of the caller's asset. */
export function publishVersion(call: Call, assetId: bigint, manifestDigest: Hex): void {
  const asset = ownAsset(call, assetId);
  if (asset === undefined) return;
  requireNewManifest(call, call.from, manifestDigest);
  if (call.refused) return;
  asset.version += 1n;
  asset.manifestDigest = manifestDigest;
  call.world.assets.manifests.set(`${call.from} ${manifestDigest}`, assetId);
  call.emit('assets', 'VersionPublished', { assetId, version: asset.version, manifestDigest });
  call.emit('assets', 'MetadataUpdate', { _tokenId: assetId });
}

/** Lets fewer accounts derive from the caller's asset. */
export function tightenPolicy(call: Call, assetId: bigint, policy: bigint): void {
  const asset = ownAsset(call, assetId);
  if (asset === undefined) return;
  call.require(policy > asset.policy, 'AssetRegistry_PolicyNotTighter', assetId, asset.policy, policy);
  if (call.refused) return;
  asset.policy = policy;
  call.emit('assets', 'PolicyTightened', { assetId, policy });
}

function ownAsset(call: Call, assetId: bigint): Asset | undefined {
  const asset = call.world.assets.assets.get(assetId);
  if (asset === undefined) call.refuse('AssetRegistry_UnknownAsset', assetId);
  else call.require(asset.owner === call.from, 'AssetRegistry_NotOwner', assetId, call.from, asset.owner);
  return asset;
}
