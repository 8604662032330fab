import { Link } from '@tanstack/react-router';
import { relativeTime } from '../../lib/format/relative-time.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import { tokenAmount } from '../../lib/format/token-amount.ts';
import { useTransactions } from '../../lib/transaction/transaction-context.ts';
import type { TransactionRecord } from '../../lib/transaction/transaction-record.ts';
import { useNow } from '../../lib/use-now.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { useWallet } from '../../lib/wallet/wallet-context.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Section } from '../../ui/section.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { activityWords } from './activity-words.ts';
import { useActivities } from './use-activities.ts';

/** What was sent from this browser, and what the index knows of the account. */
export function ActivityPage() {
  usePageTitle('Activity');
  const { records, clear } = useTransactions();
  const settled = records.some(({ state }) => state !== 'pending');
  return (
    <>
      <header className="page-head">
        <div className="stack stack-4">
          <h1>Activity</h1>
          <p className="muted">Transactions sent from this browser are watched until the chain has them.</p>
        </div>
        {settled && <Button onClick={clear}>Forget what is settled</Button>}
      </header>
      {records.length === 0 ? (
        <EmptyState icon="bell" title="Nothing was sent from here">
          Purchases, requests and withdrawals appear the moment they are signed.
        </EmptyState>
      ) : (
        <Records records={records} />
      )}
      <AccountActivity />
    </>
  );
}

const STATES = {
  pending: (
    <Badge tone="info" live>
      Pending
    </Badge>
  ),
  confirmed: <Badge tone="ok">Confirmed</Badge>,
  failed: <Badge tone="danger">Failed</Badge>,
  replaced: <Badge tone="warn">Replaced</Badge>,
} as const;

function Records({ records }: { records: readonly TransactionRecord[] }) {
  const nowMs = useNow();
  return (
    <div className="panel">
      <ul className="list">
        {records.map((record) => (
          <li key={record.hash}>
            <span className="grow">
              <strong className="block clip">{record.title}</strong>
              <span className="small muted block">
                {record.outcome?.path ? (
                  <Link to={record.outcome.path} className="link">
                    {record.outcome.words}
                  </Link>
                ) : (
                  (record.message ?? record.outcome?.words ?? 'Waiting for the chain')
                )}
              </span>
              <span className="small subtle mono">{shortHex(record.hash)}</span>
            </span>
            <span className="right">
              {STATES[record.state]}
              <span className="small muted block">
                {record.valueWei === '0' ? '' : `${tokenAmount(BigInt(record.valueWei))} ETH, `}
                {relativeTime(record.sentAtMs, nowMs)}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function AccountActivity() {
  const { session } = useWallet();
  const activities = useActivities(session?.evmAccount);
  const nowMs = useNow();
  if (session === undefined) return null;
  return (
    <Section title="On the chain" note={shortHex(session.evmAccount)}>
      {activities.isPending && <Skeleton height="120px" />}
      {activities.isError && (
        <Failure
          title="The index does not say"
          error={activities.error}
          onRetry={() => void activities.refetch()}
        />
      )}
      {activities.data?.length === 0 && (
        <EmptyState icon="clock" title="This account has done nothing yet">
          What it registers, buys, requests or withdraws is listed here.
        </EmptyState>
      )}
      {activities.data !== undefined && activities.data.length > 0 && (
        <ul className="timeline">
          {activities.data.map((activity) => (
            <li key={activity.id}>
              <span>
                {activity.path === undefined ? (
                  activityWords(activity)
                ) : (
                  <Link to={activity.path}>{activityWords(activity)}</Link>
                )}
                {activity.amountWei !== undefined && (
                  <span className="small subtle block">{tokenAmount(activity.amountWei)} ETH</span>
                )}
              </span>
              <time className="small subtle nowrap" dateTime={new Date(activity.timeMs).toISOString()}>
                {relativeTime(activity.timeMs, nowMs)}
              </time>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
