import { connectorsForWallets } from '@rainbow-me/rainbowkit';
import { injectedWallet, walletConnectWallet } from '@rainbow-me/rainbowkit/wallets';
import { createConfig, http } from 'wagmi';
import type { Config as WagmiConfig } from 'wagmi';
import type { Config } from '../../../lib/config.ts';
import { evmChain } from './evm-chain.ts';

const made = new WeakMap<Config, WagmiConfig>();

/**
 * One wagmi configuration for each of ours: wagmi reconnects for the first that it sees and for no other, and React
 * may draw a component several times before it keeps one.
 */
export function evmConfig(config: Config): WagmiConfig {
  const held = made.get(config) ?? makeConfig(config);
  made.set(config, held);
  return held;
}

/**
 * The wallets on offer: those that announce themselves in the page (EIP-6963), and WalletConnect only where
 * a project id is configured, because without one it opens a failing connection.
 */
function makeConfig(config: Config): WagmiConfig {
  const chain = evmChain(config);
  const projectId = config.walletConnectProjectId;
  const wallets = projectId === undefined ? [injectedWallet] : [injectedWallet, walletConnectWallet];
  return createConfig({
    chains: [chain],
    connectors: connectorsForWallets([{ groupName: 'Wallets', wallets }], {
      appName: 'Cultivar',
      projectId: projectId ?? 'none',
    }),
    transports: { [chain.id]: http(config.rpcUrl) },
    multiInjectedProviderDiscovery: true,
  });
}
