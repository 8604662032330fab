import { numberToHex } from 'viem';
import type { Chain, EIP1193Provider } from 'viem';
import { SignatureDeclinedError } from '../../../lib/wallet/signature-declined-error.ts';
import { isDeclined } from './is-declined.ts';

/** EIP-3326: the wallet has never heard of the chain. */
const UNKNOWN_CHAIN = 4902;

/**
 * Makes a wallet use a chain, telling it about the chain (EIP-3085) where it does not know it yet.
 *
 * @throws SignatureDeclinedError when the person said no.
 */
export async function switchNetwork(provider: EIP1193Provider, chain: Chain): Promise<void> {
  const chainId = numberToHex(chain.id);
  const change = () => provider.request({ method: 'wallet_switchEthereumChain', params: [{ chainId }] });
  try {
    try {
      await change();
    } catch (error) {
      if (!isUnknownChain(error)) throw error;
      await provider.request({ method: 'wallet_addEthereumChain', params: [described(chain)] });
      await change();
    }
  } catch (error) {
    throw isDeclined(error) ? new SignatureDeclinedError({ cause: error }) : error;
  }
}

function described(chain: Chain) {
  return {
    chainId: numberToHex(chain.id),
    chainName: chain.name,
    nativeCurrency: chain.nativeCurrency,
    rpcUrls: [...chain.rpcUrls.default.http],
  };
}

/** MetaMask's mobile app wraps the code in the data of an internal error. */
function isUnknownChain(error: unknown): boolean {
  const { code, data } = (error ?? {}) as { code?: unknown; data?: { originalError?: { code?: unknown } } };
  return code === UNKNOWN_CHAIN || data?.originalError?.code === UNKNOWN_CHAIN;
}
