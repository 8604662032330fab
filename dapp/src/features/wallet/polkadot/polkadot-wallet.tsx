import '../wallet.css';
import { useEffect, useState } from 'react';
import { shortHex } from '../../../lib/format/short-hex.ts';
import { useConfig } from '../../../lib/use-config.ts';
import type { WalletSession } from '../../../lib/wallet/wallet-session.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Note } from '../../../ui/note.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import type { Attempt } from '../wallet-provider.tsx';
import { NO_REVIVE, polkadotSession } from './polkadot-session.ts';
import { polkadotAccounts } from './polkadot-accounts.ts';
import type { PolkadotAccount } from './polkadot-accounts.ts';

type PolkadotWalletProps = { attempt: Attempt; onSession: (session: WalletSession | undefined) => void };

/** Asks the polkadot.js extension for its accounts and lets the person pick one. */
export default function PolkadotWallet({ attempt, onSession }: PolkadotWalletProps) {
  const config = useConfig();
  const [accounts, setAccounts] = useState<PolkadotAccount[]>();
  const [failure, setFailure] = useState<string>();
  const [chosen, setChosen] = useState(false);

  async function choose(account: PolkadotAccount) {
    setChosen(true);
    onSession(await polkadotSession(account, config, async () => onSession(undefined)));
  }

  useEffect(() => {
    let stale = false;
    polkadotAccounts().then(
      (found) => {
        if (stale) return;
        setAccounts(found);
        const known = found.find((account) => account.address === attempt.address);
        if (known) void choose(known);
        else if (!attempt.asking) onSession(undefined);
      },
      (error: Error) => !stale && setFailure(error.message),
    );
    return () => {
      stale = true;
    };
    // The extension is asked once for each attempt.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [attempt]);

  if (chosen || !attempt.asking) return null;
  return (
    <Dialog open onOpenChange={(open) => !open && onSession(undefined)} title="Choose an account">
      {failure !== undefined && <Note tone="danger">{failure}</Note>}
      {accounts === undefined && failure === undefined && (
        <div role="status" aria-label="Waiting for the extension" className="stack">
          <Skeleton height="56px" />
          <p className="hint">Approve this page in the extension.</p>
        </div>
      )}
      {accounts?.length === 0 && (
        <EmptyState icon="grain" title="No account was shared">
          Install the polkadot.js extension, or share an account with this page in its settings.
        </EmptyState>
      )}
      {accounts !== undefined && accounts.length > 0 && (
        <ul className="list wallets">
          {accounts.map((account) => (
            <li key={account.address}>
              <button type="button" onClick={() => void choose(account)}>
                <Icon name="user" size="lg" />
                <span className="grow">
                  <strong className="clip block">{account.name}</strong>
                  <span className="small muted block mono clip">{account.address}</span>
                </span>
                <span className="small subtle mono">{shortHex(account.evmAccount)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {config.reviveUrl === undefined && <Note tone="info">{NO_REVIVE}</Note>}
    </Dialog>
  );
}
