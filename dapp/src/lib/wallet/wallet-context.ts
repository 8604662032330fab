import { createContext, useContext } from 'react';
import type { CallHandle, CallProgress } from './chain-writer.ts';
import type { WalletSession } from './wallet-session.ts';

/** Where a wallet stands. `connecting` also while an earlier session is restored, so that nothing flashes. */
export type WalletStatus = 'disconnected' | 'connecting' | 'connected' | 'wrong-network';

/** The wallet as pages see it. */
export type Wallet = {
  status: WalletStatus;
  session: WalletSession | undefined;
  /** Opens the connect dialog. `purpose` completes "Connect to …", e.g. `buy Clause Reviewer`. */
  connect(purpose?: string): void;
  /** Follows a sent call to its end, also one of an earlier visit and without a connected wallet. */
  watch(handle: CallHandle, signal: AbortSignal): AsyncIterable<CallProgress>;
};

/** Filled by the wallet feature's provider. */
export const WalletContext = createContext<Wallet>({
  status: 'disconnected',
  session: undefined,
  connect: () => undefined,
  watch: () => {
    throw new Error('useWallet: no WalletProvider above this component');
  },
});

/** The connected wallet, if any. */
export function useWallet(): Wallet {
  return useContext(WalletContext);
}
