import { createWalletClient, custom } from 'viem';
import type { Address, EIP1193Provider, Hex } from 'viem';
import type { Connector } from 'wagmi';
import type { Config } from '../../../lib/config.ts';
import { SignatureDeclinedError } from '../../../lib/wallet/signature-declined-error.ts';
import type { WalletSession } from '../../../lib/wallet/wallet-session.ts';
import { evmChain } from './evm-chain.ts';
import { evmWriter } from './evm-writer.ts';
import { isDeclined } from './is-declined.ts';
import { switchNetwork } from './switch-network.ts';

type EvmSessionParameters = {
  config: Config;
  address: Address;
  connector: Connector;
  chainId: number | undefined;
  disconnect: () => Promise<void>;
};

/** A session over a connected EIP-1193 wallet. */
export async function evmSession(parameters: EvmSessionParameters): Promise<WalletSession> {
  const { config, address, connector, chainId, disconnect } = parameters;
  const provider = (await connector.getProvider()) as EIP1193Provider;
  const chain = evmChain(config);
  const wallet = createWalletClient({ account: address, chain, transport: custom(provider) });
  return {
    kind: 'evm',
    walletName: connector.name,
    account: address,
    evmAccount: address,
    chainId,
    writer: evmWriter({ wallet, rpcUrl: config.rpcUrl, switchNetwork: () => switchNetwork(provider, chain) }),
    cannotSend: undefined,
    signText: (text): Promise<Hex> => unlessDeclined(() => wallet.signMessage({ message: text })),
    signTypedData: (data) =>
      unlessDeclined(async (): Promise<Hex> => {
        // A wallet refuses typed data that names another chain than the one it is on.
        if ((await wallet.getChainId()) !== chain.id) await switchNetwork(provider, chain);
        return wallet.signTypedData(data);
      }),
    useNetwork: () => switchNetwork(provider, chain),
    disconnect,
  };
}

async function unlessDeclined<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw isDeclined(error) ? new SignatureDeclinedError({ cause: error }) : error;
  }
}
