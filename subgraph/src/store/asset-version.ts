import { ethereum } from '@graphprotocol/graph-ts';
import { Asset, AssetVersion } from '../../generated/schema';

/** Records the version that the asset has now. */
export function createAssetVersion(asset: Asset, event: ethereum.Event): void {
  const version = new AssetVersion(asset.id.concatI32(asset.version));
  version.asset = asset.id;
  version.version = asset.version;
  version.manifestDigest = asset.manifestDigest;
  version.manifest = asset.manifest;
  version.publishedAt = event.block.timestamp;
  version.publishedTx = event.transaction.hash;
  version.save();
}
