import { Address } from '@graphprotocol/graph-ts';
import {
  AssetRegistered,
  PolicyTightened,
  Transfer,
  VersionPublished,
} from '../../generated/AssetRegistry/AssetRegistry';
import { ancestorsIn } from '../lineage';
import { countCreatedAsset, getAccount, moveAsset } from '../store/account';
import { recordAssetActivity } from '../store/activity';
import { countDerived, createAsset, getAsset, setOwner, setPolicy, setVersion } from '../store/asset';
import { createAssetVersion } from '../store/asset-version';
import { createLineageEdge } from '../store/lineage-edge';
import { refreshOffers } from '../store/offer';
import { countAsset } from '../store/protocol';

export function handleAssetRegistered(event: AssetRegistered): void {
  const asset = createAsset(event);
  createAssetVersion(asset, event);
  const lineage = event.params.lineage;
  const ancestors = ancestorsIn(lineage.parents, lineage.ancestors);
  for (let i = 0; i < ancestors.length; i++) {
    createLineageEdge(asset, ancestors[i]);
    if (ancestors[i].position >= 0) countDerived(ancestors[i].assetId, event);
  }
  countAsset(asset.kind);
  countCreatedAsset(getAccount(event.params.creator, event));
  recordAssetActivity(event, 'ASSET_REGISTERED', asset.creator, asset);
}

export function handleVersionPublished(event: VersionPublished): void {
  const asset = getAsset(event.params.assetId);
  if (asset === null) return;
  setVersion(asset, event.params.version, event.params.manifestDigest, event);
  createAssetVersion(asset, event);
  recordAssetActivity(event, 'VERSION_PUBLISHED', asset.owner, asset);
}

export function handlePolicyTightened(event: PolicyTightened): void {
  const asset = getAsset(event.params.assetId);
  if (asset === null) return;
  setPolicy(asset, event.params.policy, event);
  recordAssetActivity(event, 'POLICY_TIGHTENED', asset.owner, asset);
}

/** A mint comes with `AssetRegistered`, which says more. */
export function handleTransfer(event: Transfer): void {
  if (event.params.from.equals(Address.zero())) return;
  const asset = getAsset(event.params.tokenId);
  if (asset === null) return;
  setOwner(asset, event.params.to, event);
  moveAsset(event.params.from, event.params.to, event);
  refreshOffers(asset);
  recordAssetActivity(event, 'ASSET_TRANSFERRED', event.params.from, asset);
}
