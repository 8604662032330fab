import '@rainbow-me/rainbowkit/styles.css';
import { darkTheme, RainbowKitProvider, useConnectModal } from '@rainbow-me/rainbowkit';
import { memo, useEffect, useRef } from 'react';
import { useAccount, useConfig as useWagmiConfig, WagmiProvider } from 'wagmi';
import { disconnect } from 'wagmi/actions';
import { useConfig } from '../../../lib/use-config.ts';
import type { WalletSession } from '../../../lib/wallet/wallet-session.ts';
import type { Attempt } from '../wallet-provider.tsx';
import { evmConfig } from './evm-config.ts';
import { evmSession } from './evm-session.ts';

type EvmWalletProps = {
  attempt: Attempt;
  /** Told of every session and, with undefined, of its end or of a refusal. */
  onSession: (session: WalletSession | undefined) => void;
};

const theme = {
  ...darkTheme({ accentColor: '#6d4aff', borderRadius: 'medium', fontStack: 'system', overlayBlur: 'none' }),
};
theme.colors = { ...theme.colors, modalBackground: '#141417', modalBorder: '#2e2e33', modalText: '#ededf0' };
theme.fonts = { body: 'var(--sans)' };

/** RainbowKit beside the app, not around it: pages never see it, only the session it yields. */
function EvmWallet({ attempt, onSession }: EvmWalletProps) {
  const config = useConfig();
  return (
    <WagmiProvider config={evmConfig(config)}>
      <RainbowKitProvider theme={theme} modalSize="compact">
        <Bridge attempt={attempt} onSession={onSession} />
      </RainbowKitProvider>
    </WagmiProvider>
  );
}

/** Each drawing of `WagmiProvider` asks the wallets again whether they are connected: it is drawn for a new attempt only. */
export default memo(EvmWallet);

function Bridge({ attempt, onSession }: EvmWalletProps) {
  const config = useConfig();
  const { address, connector, chainId, status } = useAccount();
  const { openConnectModal, connectModalOpen } = useConnectModal();
  const wagmi = useWagmiConfig();
  const opened = useRef(false);

  useEffect(() => {
    if (!attempt.asking || opened.current || status !== 'disconnected' || !openConnectModal) return;
    opened.current = true;
    openConnectModal();
  }, [attempt, status, openConnectModal]);

  useEffect(() => {
    if (status !== 'connected' || !address || !connector) return undefined;
    let stale = false;
    void evmSession({ config, address, connector, chainId, disconnect: () => disconnect(wagmi) }).then(
      (session) => !stale && onSession(session),
      () => !stale && onSession(undefined),
    );
    return () => {
      stale = true;
    };
  }, [status, address, connector, chainId, config, wagmi, onSession]);

  useEnd(status, connectModalOpen, attempt.asking, onSession);
  return null;
}

/** Says that there is no session: after a disconnect, a closed dialog, or a restore that found nothing. */
function useEnd(
  status: string,
  modalOpen: boolean,
  asking: boolean,
  onSession: (session: undefined) => void,
): void {
  const was = useRef({ open: false, connected: false, busy: false });
  useEffect(() => {
    const closed = was.current.open && !modalOpen;
    const restoredNothing = !asking && was.current.busy;
    if (status === 'disconnected' && (closed || restoredNothing || was.current.connected))
      onSession(undefined);
    was.current = {
      open: modalOpen,
      connected: was.current.connected || status === 'connected',
      busy: status !== 'disconnected',
    };
  }, [status, modalOpen, asking, onSession]);
}
