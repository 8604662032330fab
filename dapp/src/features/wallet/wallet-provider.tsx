import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { CallHandle, CallProgress } from '../../lib/wallet/chain-writer.ts';
import { WalletContext } from '../../lib/wallet/wallet-context.ts';
import type { Wallet, WalletStatus } from '../../lib/wallet/wallet-context.ts';
import type { WalletSession } from '../../lib/wallet/wallet-session.ts';
import { useConfig } from '../../lib/use-config.ts';
import { rememberedWallet, rememberWallet } from './remembered-wallet.ts';

const ConnectDialog = lazy(() => import('./connect-dialog.tsx'));
const EvmWallet = lazy(() => import('./evm/evm-wallet.tsx'));
const PolkadotWallet = lazy(() => import('./polkadot/polkadot-wallet.tsx'));

/** Which connector is loaded, and whether it asks the person or restores an earlier session in silence. */
export type Attempt = { kind: 'evm' | 'polkadot'; asking: boolean; address?: string };

/** Gives pages the wallet. Its own code is small: each kind of wallet loads when it is chosen. */
export function WalletProvider({ children }: { children: ReactNode }) {
  const config = useConfig();
  const [attempt, setAttempt] = useState<Attempt | undefined>(firstAttempt);
  const [session, setSession] = useState<WalletSession>();
  const [purpose, setPurpose] = useState<string | null>(null);

  const connect = useCallback((wanted?: string) => setPurpose(wanted ?? ''), []);
  const choose = (kind: 'evm' | 'polkadot') => {
    setPurpose(null);
    setAttempt({ kind, asking: true });
  };
  const connected = useCallback((next: WalletSession | undefined) => {
    setSession(next);
    if (next === undefined) setAttempt(undefined);
    rememberWallet(localStorage, remember(next));
  }, []);

  const wallet = useMemo<Wallet>(
    () => ({
      session,
      status: statusOf(session, attempt !== undefined || purpose !== null, config.chainId),
      connect,
      watch: (handle, signal) => watch(handle, config.rpcUrl, signal),
    }),
    [session, attempt, purpose, connect, config.chainId, config.rpcUrl],
  );

  return (
    <WalletContext value={wallet}>
      {children}
      <Suspense fallback={null}>
        {purpose !== null && (
          <ConnectDialog purpose={purpose} onChoose={choose} onClose={() => setPurpose(null)} />
        )}
        {attempt?.kind === 'evm' && <EvmWallet attempt={attempt} onSession={connected} />}
        {attempt?.kind === 'polkadot' && <PolkadotWallet attempt={attempt} onSession={connected} />}
      </Suspense>
    </WalletContext>
  );
}

function firstAttempt(): Attempt | undefined {
  const remembered = rememberedWallet(localStorage);
  return remembered && { ...remembered, asking: false };
}

function remember(session: WalletSession | undefined) {
  if (session === undefined) return undefined;
  return session.kind === 'evm'
    ? ({ kind: 'evm' } as const)
    : ({ kind: 'polkadot', address: session.account } as const);
}

function statusOf(session: WalletSession | undefined, busy: boolean, chainId: number): WalletStatus {
  if (session === undefined) return busy ? 'connecting' : 'disconnected';
  return session.chainId === undefined || session.chainId === chainId ? 'connected' : 'wrong-network';
}

async function* watch(handle: CallHandle, rpcUrl: string, signal: AbortSignal): AsyncIterable<CallProgress> {
  if (handle.via === 'evm') {
    const { watchEvmCall } = await import('./evm/watch-evm-call.ts');
    yield* watchEvmCall(handle.hash, rpcUrl, signal);
  } else {
    const { watchReviveCall } = await import('./polkadot/watch-revive-call.ts');
    yield* watchReviveCall(handle.hash, rpcUrl, signal);
  }
}
