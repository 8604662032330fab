import { entityId, licensePageDocument, queryIndex } from '@cultivar/sdk/graphql';
import { useQuery } from '@tanstack/react-query';
import { licenseNumber } from '../../lib/license-number.ts';
import { useConfig } from '../../lib/use-config.ts';
import type { LicenseDetail } from './license-detail.ts';
import { readLicensePage } from './read-license-page.ts';

const EVERY_MS = 3_000;
/** As many as graph-node gives at once. */
const ROWS = 1_000;

/** One licence by `<chainId>:<offerId>-<serial>`, read again while its page is open; null when there is none. */
export function useLicense(text: string) {
  const { graphqlUrl, chainId } = useConfig();
  return useQuery({
    queryKey: ['license', graphqlUrl, text],
    refetchInterval: EVERY_MS,
    queryFn: async ({ signal }): Promise<LicenseDetail | null> => {
      const number = licenseNumber(chainId, text);
      if (number === undefined) return null;
      const variables = { offer: entityId(number.offerId), serial: number.serial, rows: ROWS };
      const { licenses } = await queryIndex(graphqlUrl, licensePageDocument, variables, { signal });
      return licenses[0] ? readLicensePage(chainId, licenses[0]) : null;
    },
  });
}
