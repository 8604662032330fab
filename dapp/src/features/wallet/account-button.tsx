import { useState } from 'react';
import type { ComponentType } from 'react';
import { shortHex } from '../../lib/format/short-hex.ts';
import { tokenAmount } from '../../lib/format/token-amount.ts';
import { useConfig } from '../../lib/use-config.ts';
import { useWallet } from '../../lib/wallet/wallet-context.ts';
import type { WalletSession } from '../../lib/wallet/wallet-session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Note } from '../../ui/note.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { useBalance } from './use-balance.ts';

type AccountButtonProps = {
  /** Draws what else a connected account may do, e.g. the faucet. */
  acts: ComponentType<{ session: WalletSession }>;
};

/** The wallet in the top bar, and the account behind it. */
export function AccountButton({ acts: Acts }: AccountButtonProps) {
  const { chainName } = useConfig();
  const { status, session, connect } = useWallet();
  const [open, setOpen] = useState(false);
  if (session === undefined) {
    return (
      <Button look="light" disabled={status === 'connecting'} onClick={() => connect()}>
        <Icon name="wallet" />
        {status === 'connecting' ? 'Connecting' : 'Connect'}
      </Button>
    );
  }
  const wrong = status === 'wrong-network';
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        {wrong ? <span className="dot warn" /> : <Avatar address={session.evmAccount} />}
        <span className="mono hide-m">{wrong ? `Not on ${chainName}` : shortHex(session.account)}</span>
        <span className="sr">Account</span>
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title="Account" form="sheet">
        <Account session={session} wrong={wrong} />
        <div className="stack">
          <Acts session={session} />
        </div>
        <Button
          look="ghost"
          onClick={() => {
            setOpen(false);
            void session.disconnect();
          }}
        >
          Disconnect
        </Button>
      </Dialog>
    </>
  );
}

function Account({ session, wrong }: { session: WalletSession; wrong: boolean }) {
  const { chainName } = useConfig();
  const balance = useBalance(session.evmAccount);
  return (
    <>
      <p className="row">
        <Avatar address={session.evmAccount} />
        <span className="mono break grow">{session.account}</span>
        <CopyButton text={session.account} label="account" />
      </p>
      <p className="big">
        {balance.data === undefined ? '–' : tokenAmount(balance.data)} <small className="muted">ETH</small>
      </p>
      <p className="small muted">
        {session.walletName}
        {session.kind === 'polkadot' && `, seen by contracts as ${shortHex(session.evmAccount)}`}
      </p>
      {wrong && <Note tone="warn">The wallet is on another network than {chainName}.</Note>}
      {session.cannotSend !== undefined && <Note tone="warn">{session.cannotSend}</Note>}
      {session.useNetwork && (
        <Button onClick={() => void addNetwork(session, chainName)}>
          <Icon name="plus" />
          {wrong ? `Switch to ${chainName}` : `Add ${chainName} to the wallet`}
        </Button>
      )}
    </>
  );
}

async function addNetwork(session: WalletSession, chainName: string): Promise<void> {
  try {
    await session.useNetwork?.();
    showToast({ tone: 'ok', title: `The wallet uses ${chainName}` });
  } catch (error) {
    if (error instanceof Error && error.name === 'SignatureDeclinedError') return;
    const body = error instanceof Error ? error.message : String(error);
    showToast({ tone: 'danger', title: `The wallet did not take ${chainName}`, body });
  }
}
