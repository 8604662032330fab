import './wallet.css';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { IconName } from '../../ui/icon-names.ts';

type ConnectDialogProps = {
  /** Completes "Connect to …"; empty for a plain connect. */
  purpose: string;
  onChoose: (kind: 'evm' | 'polkadot') => void;
  onClose: () => void;
};

const WALLETS: { kind: 'evm' | 'polkadot'; icon: IconName; name: string; says: string }[] = [
  { kind: 'evm', icon: 'wallet', name: 'Browser wallet', says: 'MetaMask and others found in this browser' },
  { kind: 'polkadot', icon: 'grain', name: 'polkadot.js', says: 'Signs in anywhere, sends on Polkadot Hub' },
];

/** Which family of wallet; each loads its own code only when it is chosen. */
export default function ConnectDialog({ purpose, onChoose, onClose }: ConnectDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={purpose ? `Connect to ${purpose}` : 'Connect a wallet'}
    >
      <ul className="list wallets">
        {WALLETS.map((wallet) => (
          <li key={wallet.kind}>
            <button type="button" onClick={() => onChoose(wallet.kind)}>
              <Icon name={wallet.icon} size="lg" />
              <span className="grow">
                <strong>{wallet.name}</strong>
                <span className="small muted block">{wallet.says}</span>
              </span>
              <Icon name="right" />
            </button>
          </li>
        ))}
      </ul>
      <p className="hint">Looking around, previews and the playground need no wallet.</p>
    </Dialog>
  );
}
