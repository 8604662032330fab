import { BigInt, Bytes, ethereum, log } from '@graphprotocol/graph-ts';
import { AssetRegistered } from '../../generated/AssetRegistry/AssetRegistry';
import { Asset } from '../../generated/schema';
import { COLD, heated } from '../heat';
import { numberId } from '../id';
import { assetKind, derivationPolicy, lineageSource } from '../words';
import { wantManifest } from './manifest';

export function createAsset(event: AssetRegistered): Asset {
  const asset = new Asset(numberId(event.params.assetId));
  asset.assetId = event.params.assetId;
  asset.kind = assetKind(event.params.kind);
  asset.creator = event.params.creator;
  asset.owner = event.params.creator;
  asset.policy = derivationPolicy(event.params.policy);
  asset.royaltyBps = event.params.royaltyBps;
  asset.source = lineageSource(event.params.source);
  if (!event.params.jobId.isZero()) asset.job = numberId(event.params.jobId);
  asset.version = 1;
  asset.manifestDigest = event.params.manifestDigest;
  asset.manifest = wantManifest(event.params.manifestDigest, event.params.creator);
  asset.registeredAt = event.block.timestamp;
  asset.registeredTx = event.transaction.hash;
  asset.updatedAt = event.block.timestamp;
  asset.licenseCount = 0;
  asset.openOfferCount = 0;
  asset.derivedCount = 0;
  asset.jobCount = 0;
  asset.salesWei = BigInt.zero();
  asset.royaltiesWei = BigInt.zero();
  asset.heat = heated(COLD, event.block.timestamp);
  asset.save();
  return asset;
}

export function getAsset(assetId: BigInt): Asset | null {
  const asset = Asset.load(numberId(assetId));
  if (asset === null) log.error('There is no asset {}', [assetId.toString()]);
  return asset;
}

export function setVersion(asset: Asset, version: BigInt, digest: Bytes, event: ethereum.Event): void {
  asset.version = version.toI32();
  asset.manifestDigest = digest;
  asset.manifest = wantManifest(digest, asset.creator);
  asset.updatedAt = event.block.timestamp;
  asset.save();
}

export function setPolicy(asset: Asset, policy: i32, event: ethereum.Event): void {
  asset.policy = derivationPolicy(policy);
  asset.updatedAt = event.block.timestamp;
  asset.save();
}

export function setOwner(asset: Asset, owner: Bytes, event: ethereum.Event): void {
  asset.owner = owner;
  asset.updatedAt = event.block.timestamp;
  asset.save();
}

export function countOpenOffers(asset: Asset, change: i32): void {
  if (change == 0) return;
  asset.openOfferCount += change;
  asset.save();
}

export function countSoldLicenses(
  asset: Asset,
  licenses: i32,
  priceWei: BigInt,
  event: ethereum.Event,
): void {
  asset.licenseCount += licenses;
  asset.salesWei = asset.salesWei.plus(priceWei);
  warm(asset, event);
}

export function countDerived(parentId: BigInt, event: ethereum.Event): void {
  const parent = getAsset(parentId);
  if (parent === null) return;
  parent.derivedCount += 1;
  warm(parent, event);
}

export function countJobUse(parentId: BigInt, event: ethereum.Event): void {
  const parent = getAsset(parentId);
  if (parent === null) return;
  parent.jobCount += 1;
  warm(parent, event);
}

export function countRoyalty(assetId: BigInt, amountWei: BigInt): void {
  const asset = getAsset(assetId);
  if (asset === null) return;
  asset.royaltiesWei = asset.royaltiesWei.plus(amountWei);
  asset.save();
}

function warm(asset: Asset, event: ethereum.Event): void {
  asset.heat = heated(asset.heat, event.block.timestamp);
  asset.save();
}
