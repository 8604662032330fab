import { offerTermsOf } from '@cultivar/sdk/graphql';
import type { LicensePageQuery } from '@cultivar/sdk/graphql';
import type { AssetKind } from '@cultivar/sdk/spec';
import type { LicenseDetail, Renewable } from './license-detail.ts';
import { seatPlaces } from './seat-places.ts';

type Indexed = LicensePageQuery['licenses'][number];

/** A licence of the index as its page shows it. */
export function readLicensePage(chainId: number, license: Indexed): LicenseDetail {
  const { asset, offer } = license;
  return {
    licenseId: BigInt(license.licenseId),
    offerId: BigInt(offer.offerId),
    serial: license.serial,
    asset: {
      id: `${chainId}:${asset.assetId}`,
      kind: asset.kind.toLowerCase() as AssetKind,
      name: asset.manifest?.name ?? `Asset #${asset.assetId}`,
      digest: asset.manifestDigest,
    },
    owner: license.owner.id,
    allowsCommercial: license.allowsCommercial,
    allowsDerive: license.allowsDerive,
    allowsTransfer: license.allowsTransfer,
    boughtAtMs: ms(license.boughtAt),
    boughtTx: license.boughtTx,
    endsAtMs: license.expiresAt === null ? undefined : ms(license.expiresAt),
    terms: offerTermsOf(offer),
    renewable: renewableOf(license),
    seatCount: license.seatCount,
    seats: seatPlaces(license.seatCount, license.seats),
    units:
      license.uses === '0'
        ? undefined
        : { used: Number(license.usedUnits), granted: Number(license.grantedUnits) },
    usages: license.usages.map(({ id, account, server, units, redeemedAt }) => ({
      ...{ id, account: account.id, server, units: Number(units), redeemedAtMs: ms(redeemedAt) },
    })),
    renewals: license.renewals.map((renewal) => ({
      id: renewal.id,
      payer: renewal.payer.id,
      currency: renewal.currency,
      price: BigInt(renewal.price),
      renewedAtMs: ms(renewal.renewedAt),
      endsAtMs: renewal.expiresAt === null ? undefined : ms(renewal.expiresAt),
    })),
  };
}

/** A sold-out offer renews what it has sold; a closed one does not, nor one whose seller gave the asset away. */
function renewableOf({ asset, offer, uses }: Indexed): Renewable {
  if (offer.durationSeconds === '0' && uses === '0') return 'perpetual';
  if (offer.isClosed) return 'closed';
  return asset.owner.id === offer.seller.id ? 'yes' : 'void';
}

function ms(seconds: string): number {
  return Number(seconds) * 1000;
}
