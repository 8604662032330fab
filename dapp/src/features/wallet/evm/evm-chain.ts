import { defineChain } from 'viem';
import type { Chain } from 'viem';
import type { Config } from '../../../lib/config.ts';

/** The configured chain as viem and wallets describe one. */
export function evmChain(config: Pick<Config, 'chainId' | 'chainName' | 'rpcUrl'>): Chain {
  return defineChain({
    id: config.chainId,
    name: config.chainName,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [config.rpcUrl] } },
  });
}
