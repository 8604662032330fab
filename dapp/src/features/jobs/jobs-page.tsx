import './run.css';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { relativeTime } from '../../lib/format/relative-time.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import { tokenAmount } from '../../lib/format/token-amount.ts';
import { useNow } from '../../lib/use-now.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { useWallet } from '../../lib/wallet/wallet-context.ts';
import { buttonClass } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { JobSummary } from './job.ts';
import { JobBadge } from './job-badge.tsx';
import { useJobs } from './use-job.ts';

/** Every run, newest first; one's own when a wallet is connected and asked for. */
export function JobsPage() {
  usePageTitle('Train');
  const { session } = useWallet();
  const [whose, setWhose] = useState<'all' | 'own'>('all');
  const jobs = useJobs(whose === 'own' ? session?.evmAccount : undefined);
  return (
    <>
      <header className="page-head">
        <div className="stack stack-4">
          <h1>Runs</h1>
          <p className="muted">Fine-tunes that somebody pays a node for, and anyone may watch.</p>
        </div>
        <div className="row">
          {session && (
            <Segments
              label="Whose"
              options={[
                { value: 'all', label: 'All' },
                { value: 'own', label: 'Yours' },
              ]}
              value={whose}
              onChange={setWhose}
            />
          )}
          <Link to="/train/here" className={buttonClass()}>
            Train in this tab
          </Link>
          <Link to="/train/new" className={buttonClass({ look: 'primary' })}>
            <Icon name="plus" />
            New fine-tune
          </Link>
        </div>
      </header>
      {jobs.isPending && (
        <div className="stack" role="status" aria-label="Reading the runs">
          <Skeleton height="44px" />
          <Skeleton height="44px" />
          <Skeleton height="44px" />
        </div>
      )}
      {jobs.isError && (
        <Failure title="Runs cannot be read" error={jobs.error} onRetry={() => void jobs.refetch()} />
      )}
      {jobs.data?.length === 0 && (
        <EmptyState icon="sprout" title="No run yet">
          A run starts with a base model, a dataset and a price.
        </EmptyState>
      )}
      {jobs.data !== undefined && jobs.data.length > 0 && <JobsTable jobs={jobs.data} />}
    </>
  );
}

function JobsTable({ jobs }: { jobs: readonly JobSummary[] }) {
  const nowMs = useNow();
  return (
    <div className="panel scroll-x">
      <table className="table cardable">
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">State</th>
            <th scope="col">Made from</th>
            <th scope="col">Requester</th>
            <th scope="col" className="num">
              Price, ETH
            </th>
            <th scope="col" className="num">
              Requested
            </th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <tr key={job.id}>
              <th scope="row">
                <Link to="/train/$jobId" params={{ jobId: job.id }}>
                  {job.name === undefined ? `Run #${job.jobId}` : `${job.name} #${job.jobId}`}
                </Link>
              </th>
              <td data-label="State">
                <JobBadge job={job} />
              </td>
              <td data-label="Made from" className="muted">
                {job.parents.map((parent) => parent.name).join(', ')}
              </td>
              <td data-label="Requester" className="mono muted">
                {shortHex(job.requester)}
              </td>
              <td data-label="Price, ETH" className="num">
                {job.priceWei === undefined
                  ? `up to ${tokenAmount(job.maxPriceWei)}`
                  : tokenAmount(job.priceWei)}
              </td>
              <td data-label="Requested" className="num muted">
                {relativeTime(job.requestedAt * 1000, nowMs)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
