import { useQuery } from '@tanstack/react-query';
import { ASSET_KINDS } from '@cultivar/sdk/spec';
import type { AssetKind, Hex } from '@cultivar/sdk/spec';
import { graphql } from '../../lib/graphql.ts';
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

type IndexedAsset = {
  assetId: string;
  kind: string;
  manifestDigest: string;
  manifest: { name: string } | null;
};
type Answer = {
  assets: (IndexedAsset & { licenseCount: number; salesWei: string; royaltiesWei: string })[];
  licenses: {
    licenseId: string;
    serial: string;
    allowsCommercial: boolean;
    allowsDerive: boolean;
    boughtAt: string;
    expiresAt: string | null;
    asset: IndexedAsset;
  }[];
  credits: Record<'balance' | 'sales' | 'royalties' | 'jobPayments' | 'jobRefunds' | 'withdrawn', string>[];
};

const DOCUMENT = `query Holdings($account: String!, $native: Bytes!) {
  assets(where: { owner: $account }, first: 100, orderBy: registeredAt, orderDirection: desc) {
    assetId kind manifestDigest manifest { name } licenseCount salesWei royaltiesWei
  }
  licenses(where: { owner: $account }, first: 100, orderBy: boughtAt, orderDirection: desc) {
    licenseId serial allowsCommercial allowsDerive boughtAt expiresAt
    asset { assetId kind manifestDigest manifest { name } }
  }
  credits(where: { account: $account, currency: $native }) {
    balance sales royalties jobPayments jobRefunds withdrawn
  }
}`;

const NATIVE = `0x${'0'.repeat(40)}`;

/** Models, licences and earnings of an account. */
export function useHoldings(account: string | undefined) {
  const { graphqlUrl, chainId } = useConfig();
  return useQuery({
    queryKey: ['holdings', graphqlUrl, account],
    enabled: account !== undefined,
    refetchInterval: 8_000,
    queryFn: async ({ signal }) => {
      const variables = { account: account!.toLowerCase(), native: NATIVE };
      return holdingsOf(await graphql<Answer>(graphqlUrl, DOCUMENT, variables, signal), chainId);
    },
  });
}

function holdingsOf(answer: Answer, chainId: number) {
  const assetOf = (asset: IndexedAsset) => ({
    id: `${chainId}:${asset.assetId}`,
    kind: ASSET_KINDS.find((kind) => kind === asset.kind.toLowerCase()) ?? 'model',
    name: asset.manifest?.name ?? `Asset #${asset.assetId}`,
    digest: asset.manifestDigest as Hex,
  });
  const [credit] = answer.credits;
  const wei = (text: string | undefined) => BigInt(text ?? 0);
  const assets: OwnedAsset[] = answer.assets.map((asset) => ({
    ...assetOf(asset),
    licenses: asset.licenseCount,
    salesWei: BigInt(asset.salesWei),
    royaltiesWei: BigInt(asset.royaltiesWei),
  }));
  const licenses: HeldLicense[] = answer.licenses.map((license) => ({
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
