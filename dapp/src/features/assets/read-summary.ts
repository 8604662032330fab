import type { AssetCardFragment } from '@cultivar/sdk/graphql';
import type { AssetKind } from '@cultivar/sdk/spec';
import { byteSize } from '../../lib/format/byte-size.ts';
import { compactCount } from '../../lib/format/compact-count.ts';
import type { AssetSummary, CheapestOffer } from './asset-summary.ts';
import { readSeal } from './read-seal.ts';

const NATIVE = `0x${'0'.repeat(40)}` as const;

/** An asset of the index as cards show it. */
export function readSummary(chainId: number, asset: AssetCardFragment): AssetSummary {
  const { manifest } = asset;
  return {
    id: `${chainId}:${asset.assetId}`,
    kind: asset.kind.toLowerCase() as AssetKind,
    name: manifest?.name ?? `Asset #${asset.assetId}`,
    pitch: manifest ? (manifest.summary ?? undefined) : 'Its manifest has not been found yet.',
    tags: manifest?.tags ?? [],
    digest: asset.manifestDigest,
    baseDigest: manifest?.baseDigest ?? undefined,
    license: manifest?.license,
    spec: manifest ? specOf(asset.kind, manifest) : [],
    policy: asset.policy.toLowerCase() as AssetSummary['policy'],
    licensesSold: asset.licenseCount,
    derived: asset.derivedCount,
    seal: readSeal(asset.job?.seal),
    cheapest: cheapestOf(asset.offers[0]),
    registeredAtMs: Number(asset.registeredAt) * 1000,
  };
}

function cheapestOf(offer: AssetCardFragment['offers'][number] | undefined): CheapestOffer | undefined {
  if (!offer) return undefined;
  const { price, durationSeconds, seats, uses } = offer;
  return {
    price: BigInt(price),
    currency: NATIVE,
    duration: Number(durationSeconds),
    seats,
    uses: Number(uses),
  };
}

function specOf(
  kind: AssetCardFragment['kind'],
  manifest: NonNullable<AssetCardFragment['manifest']>,
): string[] {
  const size = byteSize(Number(manifest.sizeBytes));
  const count = (text: string | null, unit = '') =>
    text === null ? null : `${compactCount(Number(text))}${unit}`;
  const parts: (string | null)[] = {
    MODEL: [manifest.architecture, count(manifest.parameters), size],
    ADAPTER: [manifest.rank === null ? null : `r ${manifest.rank}`, size],
    DATASET: [count(manifest.rows, ' rows'), size, manifest.rowFormat],
    PROMPT: ['any model', size],
    AGENT: [size],
  }[kind];
  return parts.filter((part) => part !== null);
}
