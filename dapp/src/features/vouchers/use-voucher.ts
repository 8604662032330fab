import { useQuery } from '@tanstack/react-query';
import { useConfig } from '../../lib/use-config.ts';
import type { VoucherFacts } from './voucher-facts.ts';

const EVERY_MS = 5_000;
const RETRIES = 2;

/** A voucher by its text, asked for again while its page is open. */
export function useVoucher(text: string) {
  const config = useConfig();
  return useQuery<VoucherFacts>({
    queryKey: ['voucher', config.graphqlUrl, text],
    enabled: text !== '',
    refetchInterval: ({ state }) => (isNoVoucher(state.error) ? false : EVERY_MS),
    retry: (count, error) => !isNoVoucher(error) && count < RETRIES,
    queryFn: async ({ signal }) => {
      // Contract code is large, and only who was given a voucher needs it.
      const { readVoucher } = await import('./read-voucher.ts');
      return readVoucher(text, config, signal);
    },
  });
}

/** By name: the class comes with the contract code. */
function isNoVoucher(error: Error | null): boolean {
  return error?.name === 'VoucherTextError';
}
