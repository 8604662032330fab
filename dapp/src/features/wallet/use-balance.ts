import { useQuery } from '@tanstack/react-query';
import { useConfig } from '../../lib/use-config.ts';

/** What an account holds in the native currency, in wei. */
export function useBalance(account: string | undefined) {
  const { rpcUrl } = useConfig();
  return useQuery({
    queryKey: ['balance', rpcUrl, account],
    enabled: account !== undefined,
    refetchInterval: 15_000,
    queryFn: async ({ signal }): Promise<bigint> => {
      const body = JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'eth_getBalance',
        params: [account, 'latest'],
      });
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(rpcUrl, { method: 'POST', headers, body, signal });
      const { result, error } = (await response.json()) as { result?: string; error?: { message: string } };
      if (result === undefined) throw new Error(error?.message ?? 'the chain did not say');
      return BigInt(result);
    },
  });
}
