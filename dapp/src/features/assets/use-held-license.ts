import { accountEntityId, entityId, licenseListDocument, queryIndex } from '@cultivar/sdk/graphql';
import type { Hex } from '@cultivar/sdk/spec';
import { useQuery } from '@tanstack/react-query';
import { useConfig } from '../../lib/use-config.ts';

/** A licence of this visitor: until when it is good, if not for ever. */
export type HeldLicense = {
  /** `<chainId>:<offerId>-<serial>`, as in addresses. */
  id: string;
  endsAtMs: number | undefined;
};

const SOON_MS = 1_000;
const EVERY_MS = 15_000;

/**
 * The newest licence of an asset that an account holds.
 *
 * @param expected Whether one was just bought: then the index is asked every second until it knows.
 */
export function useHeldLicense(tokenId: string, account: Hex | undefined, expected: boolean) {
  const { graphqlUrl, chainId } = useConfig();
  return useQuery<HeldLicense | null>({
    queryKey: ['held-license', graphqlUrl, tokenId, account],
    enabled: account !== undefined,
    refetchInterval: ({ state }) => (expected && !state.data ? SOON_MS : EVERY_MS),
    queryFn: async ({ signal }) => {
      const where = { asset: entityId(BigInt(tokenId)), owner: accountEntityId(account as Hex) };
      const { licenses } = await queryIndex(graphqlUrl, licenseListDocument, { where, first: 1 }, { signal });
      const [license] = licenses;
      if (!license) return null;
      const { offer, serial, expiresAt } = license;
      const id = `${chainId}:${offer.offerId}-${serial}`;
      return { id, endsAtMs: expiresAt === null ? undefined : Number(expiresAt) * 1000 };
    },
  });
}
