import { accountEntityId, accountPageDocument, queryIndex } from '@cultivar/sdk/graphql';
import type { AccountPageQuery } from '@cultivar/sdk/graphql';
import { ASSET_KINDS } from '@cultivar/sdk/spec';
import type { AssetKind, Hex } from '@cultivar/sdk/spec';
import { useQuery } from '@tanstack/react-query';
import { useConfig } from '../../lib/use-config.ts';

/** An asset that an account owns. Amounts in wei. */
export type OwnedAsset = {
  id: string;
  kind: AssetKind;
  name: string;
  digest: Hex;
  licenses: number;
  salesWei: bigint;
  royaltiesWei: bigint;
};
/** A licence that an account holds. Times in milliseconds. */
export type HeldLicense = {
  id: string;
  serial: string;
  asset: { id: string; kind: AssetKind; name: string; digest: Hex };
  allowsCommercial: boolean;
  allowsDerive: boolean;
  boughtAtMs: number;
  /** Absent for a perpetual one. */
  endsAtMs: number | undefined;
};
/** What an account may withdraw in the native currency, and how it came. */
export type Earnings = {
  balanceWei: bigint;
  salesWei: bigint;
  royaltiesWei: bigint;
  jobPaymentsWei: bigint;
  jobRefundsWei: bigint;
  withdrawnWei: bigint;
};

type IndexedAccount = NonNullable<AccountPageQuery['account']>;
type IndexedAsset = Pick<
  IndexedAccount['licenses'][number]['asset'],
  'assetId' | 'kind' | 'manifestDigest'
> & { manifest: { name: string } | null };

const NATIVE = `0x${'0'.repeat(40)}`;

/** Models, licences and earnings of an account. */
export function useHoldings(account: Hex | undefined) {
  const { graphqlUrl, chainId } = useConfig();
  return useQuery({
    queryKey: ['holdings', graphqlUrl, account],
    enabled: account !== undefined,
    refetchInterval: 8_000,
    queryFn: async ({ signal }) => {
      const variables = { id: accountEntityId(account!), rows: 100 };
      const answer = await queryIndex(graphqlUrl, accountPageDocument, variables, { signal });
      return holdingsOf(answer.account, chainId);
    },
  });
}

/** An account that the index has not met holds nothing. */
function holdingsOf(account: IndexedAccount | null, chainId: number) {
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
  const licenses: HeldLicense[] = (account?.licenses ?? []).map((license) => ({
    id: license.licenseId,
    serial: license.serial,
    asset: assetOf(license.asset),
    allowsCommercial: license.allowsCommercial,
    allowsDerive: license.allowsDerive,
    boughtAtMs: Number(license.boughtAt) * 1000,
    endsAtMs: license.expiresAt === null ? undefined : Number(license.expiresAt) * 1000,
  }));
  const earnings: Earnings = {
    balanceWei: wei(credit?.balance),
    salesWei: wei(credit?.sales),
    royaltiesWei: wei(credit?.royalties),
    jobPaymentsWei: wei(credit?.jobPayments),
    jobRefundsWei: wei(credit?.jobRefunds),
    withdrawnWei: wei(credit?.withdrawn),
  };
  return { assets, licenses, earnings };
}
