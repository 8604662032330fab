import { createPublicClient, defineChain, http } from 'viem';
import type { PublicClient } from 'viem';

/** The one place where a client of the chain is made. Reads are retried by viem, waits included. */
export function rpcClient(rpcUrl: string, chainId: number, timeoutMs = 10_000): PublicClient {
  const chain = defineChain({
    id: chainId,
    name: `chain ${chainId}`,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });
  return createPublicClient({
    chain,
    transport: http(rpcUrl, { timeout: timeoutMs, retryCount: 2, retryDelay: 100 }),
    cacheTime: 0,
  });
}
