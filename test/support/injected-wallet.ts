import type { Page } from 'playwright-core';
import { createWalletClient, hexToBytes, hexToNumber, hexToString, http, isHex, numberToHex } from 'viem';
import type { Hex, TypedDataDefinition } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';

const LOCAL_CHAIN_ID = 41337;
const MNEMONIC = 'test test test test test test test test test test test junk';

/** A wallet that lives beside a page. */
export type InjectedWallet = {
  account: Hex;
  /** What was asked of it, oldest first. */
  requests: string[];
  /** Makes the next signature be declined, as a person would. */
  declineNext: () => void;
  /** Goes to another chain, as a person would inside the wallet. */
  useChain: (chainId: number) => Promise<void>;
};

type InjectedWalletParameters = {
  rpcUrl: string;
  chainId: number;
  /** Of the account in the public mnemonic of the local chain. */
  index: number;
  /** The one chain that the wallet knows at first; the local one unless another is named. */
  startsOn?: number;
};

type Ask = { method: string; params?: unknown[] };
type Answer = { result: unknown } | { error: { code: number; message: string } };

/**
 * Gives a page a wallet as MetaMask would: an EIP-1193 provider announced by EIP-6963. It signs with a real key of
 * the local chain and sends real transactions there; only the person who confirms is missing.
 *
 * @throws RangeError on any other chain: the key is public
 */
export async function injectWallet(
  page: Page,
  { rpcUrl, chainId, index, startsOn = chainId }: InjectedWalletParameters,
): Promise<InjectedWallet> {
  if (chainId !== LOCAL_CHAIN_ID) {
    throw new RangeError(`injectWallet: the public key must not be used on chain ${chainId}`);
  }
  const account = mnemonicToAccount(MNEMONIC, { addressIndex: index });
  const wallet = createWalletClient({ account, transport: http(rpcUrl) });
  const requests: string[] = [];
  let declining = false;
  let permitted = false;
  let current = startsOn;
  const known = new Set([startsOn]);

  const handle = async ({ method, params = [] }: Ask): Promise<unknown> => {
    requests.push(method);
    switch (method) {
      case 'eth_accounts':
        return permitted ? [account.address] : [];
      case 'eth_requestAccounts':
        permitted = true;
        return [account.address];
      case 'wallet_requestPermissions':
        permitted = true;
        return [{ parentCapability: 'eth_accounts' }];
      case 'wallet_revokePermissions':
        permitted = false;
        return null;
      case 'wallet_addEthereumChain':
        // As MetaMask does: one confirmation adds the chain and goes to it.
        confirm();
        current = chainIdOf(params);
        known.add(current);
        return null;
      case 'wallet_switchEthereumChain': {
        const wanted = chainIdOf(params);
        if (!known.has(wanted)) throw Object.assign(new Error('Unrecognized chain.'), { code: 4902 });
        confirm();
        current = wanted;
        return null;
      }
      case 'eth_chainId':
        return numberToHex(current);
      case 'personal_sign':
        confirm();
        return account.signMessage({ message: messageOf(params[0]) });
      case 'eth_signTypedData_v4':
        confirm();
        return account.signTypedData(typedDataOf(params[1]));
      case 'eth_sendTransaction': {
        confirm();
        const { to, data, value, gas } = params[0] as { to: Hex; data: Hex; value?: Hex; gas?: Hex };
        return wallet.sendTransaction({
          chain: null,
          to,
          data,
          value: BigInt(value ?? 0),
          ...(gas && { gas: BigInt(gas) }),
        });
      }
      default:
        return wallet.request({ method, params } as never);
    }
  };
  const confirm = () => {
    if (!declining) return;
    declining = false;
    throw Object.assign(new Error('User rejected the request.'), { code: 4001 });
  };

  await page.exposeFunction('cultivarTestWallet', async (ask: Ask): Promise<Answer> => {
    try {
      return { result: await handle(ask) };
    } catch (error) {
      const { code = -32_603, message } = error as { code?: number; message: string };
      return { error: { code, message } };
    }
  });
  await page.addInitScript(announce);
  return {
    account: account.address,
    requests,
    declineNext: () => (declining = true),
    async useChain(id) {
      current = id;
      known.add(id);
      await page.evaluate(tellChain, numberToHex(id));
    },
  };
}

/** Runs in the page, before its own scripts: announces a provider that hands every request to the wallet. */
function announce(): void {
  type Reply = { result?: unknown; error?: { code: number; message: string } };
  type PageWindow = EventTarget & {
    cultivarTestChainChanged(chainId: string): void;
    cultivarTestWallet(ask: { method: string; params?: unknown[] }): Promise<Reply>;
  };
  const page = globalThis as unknown as PageWindow;
  const listeners = new Map<string, Set<(value: unknown) => void>>();
  page.cultivarTestChainChanged = (chainId) => {
    for (const listener of listeners.get('chainChanged') ?? []) listener(chainId);
  };
  const provider = {
    async request(ask: { method: string; params?: unknown[] }) {
      const { result, error } = await page.cultivarTestWallet({
        method: ask.method,
        params: ask.params ?? [],
      });
      if (error) throw Object.assign(new Error(error.message), { code: error.code });
      if (/^wallet_(switch|add)EthereumChain$/.test(ask.method)) {
        const [{ chainId }] = ask.params as [{ chainId: string }];
        page.cultivarTestChainChanged(chainId);
      }
      return result;
    },
    on(event: string, listener: (value: unknown) => void) {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener));
      return provider;
    },
    removeListener(event: string, listener: (value: unknown) => void) {
      listeners.get(event)?.delete(listener);
      return provider;
    },
  };
  const info = {
    uuid: 'a1d5a6b2-6b8e-4c0e-9d1e-4c756c746976',
    name: 'Test Wallet',
    icon: 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32"/>',
    rdns: 'network.cultivar.test',
  };
  const say = () =>
    page.dispatchEvent(
      new CustomEvent('eip6963:announceProvider', { detail: Object.freeze({ info, provider }) }),
    );
  page.addEventListener('eip6963:requestProvider', say);
  say();
}

/** Runs in the page: tells its listeners which chain the wallet is on now. */
function tellChain(chainId: string): void {
  (globalThis as unknown as { cultivarTestChainChanged(id: string): void }).cultivarTestChainChanged(chainId);
}

function chainIdOf(params: readonly unknown[]): number {
  return hexToNumber((params[0] as { chainId: Hex }).chainId);
}

/** EIP-712 data as wallets get it: JSON, or already read. */
function typedDataOf(data: unknown): TypedDataDefinition {
  return (typeof data === 'string' ? JSON.parse(data) : data) as TypedDataDefinition;
}

function messageOf(data: unknown): string | { raw: Uint8Array } {
  if (!isHex(data)) return String(data);
  const text = hexToString(data);
  return text.includes('\u0000') || text.includes('\uFFFD') ? { raw: hexToBytes(data) } : text;
}
