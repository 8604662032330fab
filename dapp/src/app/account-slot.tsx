import { Link } from '@tanstack/react-router';
import { SignInButton } from '../features/auth/sign-in-button.tsx';
import { FaucetButton } from '../features/faucet/faucet-button.tsx';
import { AccountButton } from '../features/wallet/account-button.tsx';
import { useConfig } from '../lib/use-config.ts';
import { useTransactions } from '../lib/transaction/transaction-context.ts';
import type { WalletSession } from '../lib/wallet/wallet-session.ts';
import { buttonClass } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Icon } from '../ui/icon.tsx';

/** What the top bar shows of the visitor's network, transactions and wallet. */
export function AccountSlot() {
  const { chainName } = useConfig();
  const { records } = useTransactions();
  const pending = records.filter(({ state }) => state === 'pending').length;
  return (
    <>
      <span className="pill hide-m">
        <span className="dot ok" />
        {chainName}
      </span>
      <Link
        to="/activity"
        className={classNames(buttonClass({ look: 'ghost', square: true }), pending > 0 && 'bell')}
        aria-label={pending > 0 ? `Activity, ${pending} pending` : 'Activity'}
      >
        <Icon name="bell" />
      </Link>
      <AccountButton acts={AccountActs} />
    </>
  );
}

function AccountActs({ session }: { session: WalletSession }) {
  return (
    <>
      <FaucetButton account={session.evmAccount} />
      <SignInButton wallet={session} />
    </>
  );
}
