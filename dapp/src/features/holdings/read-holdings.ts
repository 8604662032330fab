import type { AccountPageQuery, LicenseRowFragment, SeatRowFragment } from '@cultivar/sdk/graphql';
import { ASSET_KINDS } from '@cultivar/sdk/spec';
import type { Earnings, HeldLicense, Holdings, OwnedAsset } from './holdings.ts';

type IndexedAccount = NonNullable<AccountPageQuery['account']>;
type IndexedLicense = LicenseRowFragment & { seats?: readonly Pick<SeatRowFragment, 'expiresAt'>[] };
type IndexedAsset = Pick<
  IndexedAccount['licenses'][number]['asset'],
  'assetId' | 'kind' | 'manifestDigest'
> & { manifest: { name: string } | null };

const NATIVE = `0x${'0'.repeat(40)}`;

/** An account of the index as its page shows it; one that the index has not met holds nothing. */
export function readHoldings(account: IndexedAccount | null, chainId: number, nowMs: number): Holdings {
  const assetOf = (asset: IndexedAsset) => ({
    id: `${chainId}:${asset.assetId}`,
    kind: ASSET_KINDS.find((kind) => kind === asset.kind.toLowerCase()) ?? 'model',
    name: asset.manifest?.name ?? `Asset #${asset.assetId}`,
    digest: asset.manifestDigest,
  });
  const credit = account?.credits.find(({ currency }) => currency === NATIVE);
  const wei = (text: string | undefined) => BigInt(text ?? 0);
  const assets: OwnedAsset[] = (account?.ownedAssets ?? []).map((asset) => ({
    ...assetOf(asset),
    licenses: asset.licenseCount,
    salesWei: BigInt(asset.salesWei),
    royaltiesWei: BigInt(asset.royaltiesWei),
  }));
  const licenseOf = (license: IndexedLicense): HeldLicense => ({
    id: `${chainId}:${license.offer.offerId}-${license.serial}`,
    asset: assetOf(license.asset),
    allowsCommercial: license.allowsCommercial,
    allowsDerive: license.allowsDerive,
    boughtAtMs: Number(license.boughtAt) * 1000,
    endsAtMs: msOf(license.expiresAt),
    seats:
      license.seatCount > 0 && license.seats
        ? { used: license.seats.filter(lasts).length, count: license.seatCount }
        : undefined,
    units:
      license.uses === '0'
        ? undefined
        : {
            left: Number(license.grantedUnits) - Number(license.usedUnits),
            granted: Number(license.grantedUnits),
          },
  });
  const lasts = ({ expiresAt }: Pick<SeatRowFragment, 'expiresAt'>) =>
    expiresAt === null || Number(expiresAt) * 1000 > nowMs;
  const licenses = (account?.licenses ?? []).map(licenseOf);
  const seated = (account?.seats ?? []).filter(lasts).map(({ license, expiresAt }) => {
    const held = licenseOf(license);
    const ends = [held.endsAtMs, msOf(expiresAt)].filter((end) => end !== undefined);
    return { ...held, endsAtMs: ends.length === 0 ? undefined : Math.min(...ends) };
  });
  const earnings: Earnings = {
    balanceWei: wei(credit?.balance),
    salesWei: wei(credit?.sales),
    royaltiesWei: wei(credit?.royalties),
    jobPaymentsWei: wei(credit?.jobPayments),
    jobRefundsWei: wei(credit?.jobRefunds),
    withdrawnWei: wei(credit?.withdrawn),
  };
  return { assets, licenses, seated, earnings };
}

function msOf(seconds: string | null): number | undefined {
  return seconds === null ? undefined : Number(seconds) * 1000;
}
