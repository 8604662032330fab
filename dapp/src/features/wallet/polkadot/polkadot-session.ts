import { web3FromAddress } from '@polkadot/extension-dapp';
import { stringToHex } from 'viem';
import type { Config } from '../../../lib/config.ts';
import type { Hex } from '../../../lib/wallet/chain-call.ts';
import type { ChainWriter } from '../../../lib/wallet/chain-writer.ts';
import { SignatureDeclinedError } from '../../../lib/wallet/signature-declined-error.ts';
import type { WalletSession } from '../../../lib/wallet/wallet-session.ts';
import type { PolkadotAccount } from './polkadot-accounts.ts';

/** What a polkadot.js account can and cannot do on a chain without pallet-revive. */
export const NO_REVIVE =
  'This chain has no pallet-revive: a polkadot.js account can sign in and sign messages here, but not send transactions.';

/** The extension's word for a refusal. */
const CANCELLED = /cancelled/i;

/** A session over a polkadot.js account. Sending needs a chain with pallet-revive. */
export async function polkadotSession(
  account: PolkadotAccount,
  config: Config,
  disconnect: () => Promise<void>,
): Promise<WalletSession> {
  const extension = await web3FromAddress(account.address);
  return {
    kind: 'polkadot',
    walletName: extension.name,
    account: account.address,
    evmAccount: account.evmAccount,
    chainId: undefined,
    writer: config.reviveUrl === undefined ? undefined : lazyWriter(account, config.reviveUrl),
    cannotSend: config.reviveUrl === undefined ? NO_REVIVE : undefined,
    async signText(text): Promise<Hex> {
      const { signRaw } = extension.signer;
      if (!signRaw) throw new Error(`${extension.name} cannot sign messages`);
      try {
        // The extension wraps the bytes in <Bytes>…</Bytes>, so that a message can never be a transaction.
        const { signature } = await signRaw({
          address: account.address,
          type: 'bytes',
          data: stringToHex(text),
        });
        return signature;
      } catch (error) {
        if (error instanceof Error && CANCELLED.test(error.message)) {
          throw new SignatureDeclinedError({ cause: error });
        }
        throw error;
      }
    },
    disconnect,
  };
}

/** `@polkadot/api` is large: it loads with the first call, not with the account. */
function lazyWriter(account: PolkadotAccount, reviveUrl: string): ChainWriter {
  let loading: Promise<ChainWriter> | undefined;
  const writer = () =>
    (loading ??= import('./revive-writer.ts').then((module) => module.reviveWriter(account, reviveUrl)));
  return {
    preview: async (call) => (await writer()).preview(call),
    send: async (call) => (await writer()).send(call),
    async *watch(handle, signal) {
      yield* (await writer()).watch(handle, signal);
    },
  };
}
