import type { AssetKind } from '@cultivar/sdk/spec';
import { byteSize } from '../../lib/format/byte-size.ts';
import { compactCount } from '../../lib/format/compact-count.ts';
import type { SealName } from '../../ui/seal-looks.ts';
import type { AssetSummary } from './asset-summary.ts';
import type { IndexedAsset } from './indexed-asset.ts';
import { readOffer } from './read-offer.ts';

/** An asset of the index as cards show it. */
export function readSummary(chainId: number, asset: IndexedAsset): AssetSummary {
  const { manifest } = asset;
  const [offer] = asset.offers;
  return {
    id: `${chainId}:${asset.assetId}`,
    kind: asset.kind.toLowerCase() as AssetKind,
    name: manifest?.name ?? `Asset #${asset.assetId}`,
    pitch: manifest ? (manifest.summary ?? undefined) : 'Its manifest has not been found yet.',
    tags: manifest?.tags ?? [],
    digest: asset.manifestDigest,
    license: manifest?.license,
    spec: specOf(asset),
    policy: asset.policy.toLowerCase() as AssetSummary['policy'],
    licensesSold: asset.licenseCount,
    derived: asset.derivedCount,
    seal: readSeal(asset.job?.seal),
    offer: offer && readOffer(asset.assetId, offer),
    registeredAtMs: Number(asset.registeredAt) * 1000,
  };
}

/** The seal of a job; what no settled job stands behind is somebody's word. */
export function readSeal(seal: string | null | undefined): SealName {
  return seal === 'PROVEN' ? 'proven' : seal === 'UNCHALLENGED' ? 'unchallenged' : 'trusted';
}

function specOf({ kind, manifest, ancestors }: IndexedAsset): string[] {
  if (!manifest) return [];
  const size = byteSize(Number(manifest.sizeBytes));
  const base = ancestors[0]?.ancestor.manifest?.name.replace(/[ -]instruct$/i, '');
  const parts: (string | undefined)[] = {
    MODEL: [
      manifest.architecture ?? undefined,
      manifest.parameters ? compactCount(Number(manifest.parameters)) : undefined,
      size,
    ],
    ADAPTER: [base, manifest.rank === null ? undefined : `r ${manifest.rank}`, size],
    DATASET: [
      manifest.rows === null ? undefined : `${compactCount(Number(manifest.rows))} rows`,
      manifest.rowFormat ?? undefined,
      size,
    ],
    PROMPT: ['any model', size],
    AGENT: [base ?? 'any model', size],
  }[kind] ?? [size];
  return parts.filter((part): part is string => part !== undefined);
}
