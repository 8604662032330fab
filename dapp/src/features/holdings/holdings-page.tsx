import './holdings.css';
import { Link } from '@tanstack/react-router';
import { shortHex } from '../../lib/format/short-hex.ts';
import { tokenAmount } from '../../lib/format/token-amount.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { useWallet } from '../../lib/wallet/wallet-context.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Cover } from '../../ui/cover.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Section } from '../../ui/section.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { EarningsPanel } from './earnings-panel.tsx';
import type { OwnedAsset } from './holdings.ts';
import { LicenseList } from './license-list.tsx';
import { useHoldings } from './use-holdings.ts';

/** What the connected account owns, may use, and has earned. */
export function HoldingsPage() {
  usePageTitle('Yours');
  const { session, status, connect } = useWallet();
  const holdings = useHoldings(session?.evmAccount);
  return (
    <>
      <header className="page-head">
        <div className="stack stack-4">
          <h1>Yours</h1>
          <p className="muted">
            {session ? (
              <span className="mono">{shortHex(session.account)}</span>
            ) : (
              'Licences, models and earnings'
            )}
          </p>
        </div>
      </header>
      {session === undefined && (
        <EmptyState
          icon="wallet"
          title={status === 'connecting' ? 'Connecting' : 'No wallet is connected'}
          action={
            <Button
              look="primary"
              disabled={status === 'connecting'}
              onClick={() => connect('see what is yours')}
            >
              Connect
            </Button>
          }
        >
          Everything here belongs to an account.
        </EmptyState>
      )}
      {session && holdings.isPending && (
        <div className="stack stack-16" role="status" aria-label="Reading what is yours">
          <Skeleton height="96px" />
          <Skeleton height="160px" />
        </div>
      )}
      {holdings.isError && (
        <Failure
          title="The index does not say"
          error={holdings.error}
          onRetry={() => void holdings.refetch()}
        />
      )}
      {holdings.data && (
        <div className="split">
          <div>
            <LicenseList title="Licences" licenses={holdings.data.licenses} />
            {holdings.data.seated.length > 0 && (
              <LicenseList title="Seats you were given" licenses={holdings.data.seated} />
            )}
            <Assets assets={holdings.data.assets} />
          </div>
          <aside className="aside" aria-label="Earnings">
            <EarningsPanel earnings={holdings.data.earnings} />
          </aside>
        </div>
      )}
    </>
  );
}

function Assets({ assets }: { assets: readonly OwnedAsset[] }) {
  return (
    <Section title="Models, adapters and data" note={assets.length}>
      {assets.length === 0 ? (
        <EmptyState
          icon="leaf"
          title="Nothing registered yet"
          action={
            <Link to="/train/new" className={buttonClass({ size: 'sm' })}>
              New fine-tune
            </Link>
          }
        >
          The result of a fine-tune becomes a token of yours.
        </EmptyState>
      ) : (
        <div className="panel">
          <ul className="list">
            {assets.map((asset) => (
              <li key={asset.id}>
                <Cover digest={asset.digest} kind={asset.kind} square className="holding-cover" />
                <span className="grow">
                  <Link to="/a/$assetId" params={{ assetId: asset.id }} className="block clip">
                    <strong>{asset.name}</strong>
                  </Link>
                  <span className="small muted block">
                    {asset.kind}, {asset.licenses === 1 ? '1 licence' : `${asset.licenses} licences`} sold
                  </span>
                </span>
                <span className="right nowrap">
                  <strong>{tokenAmount(asset.salesWei + asset.royaltiesWei)}</strong>
                  <span className="small muted block">ETH sales</span>
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}
