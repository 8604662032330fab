import type { AssetKind } from '@cultivar/sdk/spec';
import { readActivity } from './read-activity.ts';
import type { AssetDetail, AssetJob, LicenseView, LineageLink } from './asset-detail.ts';
import type { AssetAnswer, IndexedDetail, IndexedLink } from './asset-query.ts';
import { KIND_LOOKS } from './kind-looks.ts';
import { readOffer } from './read-offer.ts';
import { readSeal, readSummary } from './read-summary.ts';

/** An asset of the index as its page shows it; nothing when the index has none. */
export function readDetail(chainId: number, { asset, protocol }: AssetAnswer): AssetDetail | null {
  if (!asset) return null;
  const feeBps = protocol?.licenseFeeBps ?? 0;
  const owed = asset.allAncestors.reduce((sum, { bps }) => sum + bps, 0);
  const link = linkReader(chainId);
  return {
    ...readSummary(chainId, asset),
    tokenId: asset.assetId,
    creator: asset.creator.id,
    owner: asset.owner.id,
    royaltyBps: asset.royaltyBps,
    foreignCreator: asset.manifest?.namesOtherCreator ?? false,
    versions: asset.versions.map(({ version, manifestDigest, publishedAt }) => ({
      number: version,
      digest: manifestDigest,
      publishedAtMs: ms(publishedAt),
    })),
    parents: asset.allAncestors
      .toSorted((a, b) => (a.position ?? 9) - (b.position ?? 9))
      .map(({ bps, isDirect, ancestor }) => link(ancestor, bps, isDirect ? undefined : 'through a parent')),
    children: asset.descendants.map(({ bps, child }) => link(child, bps)),
    ownerBps: 10_000 - feeBps - owed,
    protocolFeeBps: feeBps,
    offers: asset.allOffers.map((offer) => readOffer(asset.assetId, offer)),
    licenses: asset.licenses.map(readLicense),
    job: asset.run ? readJob(chainId, asset.run) : undefined,
    activity: asset.activities.map(readActivity),
  };
}

function linkReader(chainId: number) {
  return (asset: IndexedLink, shareBps: number, way?: string): LineageLink => {
    const kind = asset.kind.toLowerCase() as AssetKind;
    const sold = asset.licenseCount > 0 ? `${asset.licenseCount} sold` : undefined;
    return {
      id: `${chainId}:${asset.assetId}`,
      kind,
      name: asset.manifest?.name ?? `Asset #${asset.assetId}`,
      digest: asset.manifestDigest,
      note: [KIND_LOOKS[kind].one, way ?? sold].filter(Boolean).join(' · '),
      shareBps,
    };
  };
}

function readLicense(license: IndexedDetail['licenses'][number]): LicenseView {
  const { price, quantity, currency } = license.purchase;
  return {
    id: license.licenseId,
    holder: license.owner.id,
    paidWei: BigInt(price) / BigInt(quantity),
    currency,
    boughtAtMs: ms(license.boughtAt),
    endsAtMs: license.expiresAt === null ? undefined : ms(license.expiresAt),
  };
}

function readJob(chainId: number, run: NonNullable<IndexedDetail['run']>): AssetJob {
  return {
    id: `${chainId}:${run.jobId}`,
    number: run.jobId,
    mode: run.mode === 'ACCEPT' ? 'accept' : 'audit',
    seal: readSeal(run.seal),
    node: run.node?.id,
    className: run.spec?.classNames?.[0] ?? run.class.id,
    traceRoot: run.traceRoot ?? undefined,
    segments: Number(run.segments),
  };
}

function ms(seconds: string): number {
  return Number(seconds) * 1000;
}
