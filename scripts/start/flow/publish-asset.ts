import { eventIn, findAsset, registerAsset } from '@cultivar/sdk';
import type { AssetKind, Hex } from '@cultivar/sdk/spec';
import { mined } from '../mined.ts';
import type { Flow } from './flow.ts';

/** An asset of the local chain. */
export type PublishedAsset = {
  assetId: bigint;
  /** Digest of its manifest. */
  digest: Hex;
};

/** Stores a manifest and registers it as an asset of the publisher, open to derive from, unless that was done before. */
export async function publishAsset(
  { deployment, clients, content, signal }: Flow,
  { kind, manifest, royaltyBps }: { kind: AssetKind; manifest: unknown; royaltyBps: number },
): Promise<PublishedAsset> {
  const { digest } = await content.putManifest(manifest, { signal });
  const creator = clients.publisher.account.address;
  const known = await findAsset(clients.reader, { deployment, creator, manifestDigest: digest });
  if (known !== undefined) return { assetId: known, digest };
  const sent = registerAsset(clients.publisher, { deployment, kind, manifestDigest: digest, royaltyBps });
  const receipt = await mined(clients.reader, `registering the ${kind}`, sent);
  const { assetId } = eventIn(deployment, receipt, 'assetRegistry', 'AssetRegistered');
  return { assetId, digest };
}
