import type { AssetPageQuery, LineageRowFragment } from '@cultivar/sdk/graphql';
import { offerTermsOf } from '@cultivar/sdk/graphql';
import type { AssetKind } from '@cultivar/sdk/spec';
import type { AssetDetail, LicenseView, LineageLink } from './asset-detail.ts';
import { KIND_LOOKS } from './kind-looks.ts';
import { readActivity } from './read-activity.ts';
import { readSummary } from './read-summary.ts';

type Page = NonNullable<AssetPageQuery['asset']>;
type Linked = Page['ancestors'][number]['ancestor'];

/**
 * An asset of the index as its page shows it.
 *
 * @param feeBps The protocol's part of a sale.
 */
export function readDetail(chainId: number, asset: Page, feeBps: number): AssetDetail {
  const owed = asset.ancestors.reduce((sum, { bps }) => sum + bps, 0);
  return {
    ...readSummary(chainId, asset),
    tokenId: asset.assetId,
    creator: asset.creator.id,
    owner: asset.owner.id,
    royaltyBps: asset.royaltyBps,
    foreignCreator: asset.manifest?.namesOtherCreator ?? false,
    versions: asset.versions
      .map(({ version, manifestDigest, publishedAt }) => ({
        number: version,
        digest: manifestDigest,
        publishedAtMs: ms(publishedAt),
      }))
      .toSorted((a, b) => a.number - b.number),
    parents: asset.ancestors
      .toSorted((a, b) => (a.position ?? 9) - (b.position ?? 9))
      .map((edge) => readLink(chainId, edge, edge.ancestor)),
    children: asset.descendants.map((edge) => readLink(chainId, edge, edge.child)),
    ownerBps: 10_000 - feeBps - owed,
    protocolFeeBps: feeBps,
    offers: asset.allOffers.map((offer) => ({
      offerId: BigInt(offer.offerId),
      terms: offerTermsOf(offer),
      sold: Number(offer.sold),
      standing: offer.isOpen,
    })),
    licenses: asset.licenses.map((license) => readLicense(license, asset)),
    jobId: asset.job?.jobId,
    activity: asset.activities.map(readActivity),
  };
}

function readLink(chainId: number, { bps, isDirect }: LineageRowFragment, asset: Linked): LineageLink {
  const kind = asset.kind.toLowerCase() as AssetKind;
  return {
    id: `${chainId}:${asset.assetId}`,
    kind,
    name: asset.manifest?.name ?? `Asset #${asset.assetId}`,
    digest: asset.manifestDigest,
    note: isDirect ? KIND_LOOKS[kind].one : `${KIND_LOOKS[kind].one} · through a parent`,
    shareBps: bps,
  };
}

function readLicense(license: Page['licenses'][number], { purchases }: Page): LicenseView {
  const sale = purchases.find(
    ({ boughtTx, offer }) => boughtTx === license.boughtTx && offer.id === license.offer.id,
  );
  return {
    id: license.licenseId,
    holder: license.owner.id,
    paid: sale && { wei: BigInt(sale.price) / BigInt(sale.quantity), currency: sale.currency },
    boughtAtMs: ms(license.boughtAt),
    endsAtMs: license.expiresAt === null ? undefined : ms(license.expiresAt),
  };
}

function ms(seconds: string): number {
  return Number(seconds) * 1000;
}
