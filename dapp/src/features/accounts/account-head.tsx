import type { Hex } from '@cultivar/sdk/spec';
import { accountDigest } from '../../lib/cover/account-digest.ts';
import { compactCount } from '../../lib/format/compact-count.ts';
import { relativeTime } from '../../lib/format/relative-time.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import { tokenAmount } from '../../lib/format/token-amount.ts';
import { useNow } from '../../lib/use-now.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Cover } from '../../ui/cover.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { AccountFacts } from './use-account.ts';
import { useAccount } from './use-account.ts';
import './account.css';

/** Who an account is, by what it did: nobody has a name here but their address. */
export function AccountHead({ address }: { address: Hex }) {
  const { data, error, isPending, refetch } = useAccount(address);
  const nowMs = useNow();
  return (
    <header className="stack stack-16">
      <div className="row row-16">
        <Cover digest={accountDigest(address)} kind="model" square className="account-cover" />
        <div className="stack stack-4">
          <h1 className="row mono account-name">
            <span className="hide-m">{address}</span>
            <span className="only-m">{shortHex(address)}</span>
            <CopyButton text={address} label="address" />
          </h1>
          <p className="muted">
            {data && `Seen first ${relativeTime(data.firstSeenAtMs, nowMs)}`}
            {data === null && 'This account has done nothing here yet.'}
          </p>
        </div>
      </div>
      {isPending && <Skeleton height="72px" />}
      {error && !data && (
        <Failure title="This account cannot be read" error={error} onRetry={() => void refetch()} />
      )}
      {data && <Counts account={data} />}
    </header>
  );
}

function Counts({ account }: { account: AccountFacts }) {
  const figures = [
    ['Made', compactCount(account.created)],
    ['Owns', compactCount(account.owned)],
    ['Licences held', compactCount(account.licenses)],
    ['Runs requested', compactCount(account.jobs)],
  ] as const;
  return (
    <dl className="stats">
      {figures.map(([label, figure]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
      <div>
        <dt>Earned</dt>
        <dd>
          {tokenAmount(account.earnedWei)} <small>ETH</small>
        </dd>
      </div>
    </dl>
  );
}
