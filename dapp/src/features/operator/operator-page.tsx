import './operator.css';
import { nodeHealthSchema, nodeInfoSchema, nodeJobListSchema } from '@cultivar/sdk';
import type { NodeInfo, NodeJob } from '@cultivar/sdk';
import type { Hex } from '@cultivar/sdk/spec';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ZodType } from 'zod';
import { duration } from '../../lib/format/duration.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import { tokenAmount } from '../../lib/format/token-amount.ts';
import { nodeRequest } from '../../lib/node-request.ts';
import { useConfig } from '../../lib/use-config.ts';
import { useNow } from '../../lib/use-now.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { Badge } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DutiesPanel } from './duties-panel.tsx';
import { nodeAlerts } from './node-alerts.ts';
import type { NodeAlert } from './node-alerts.ts';

const EVERY_MS = 4_000;

function useNode<T>(path: string, schema: ZodType<T>) {
  const { nodeUrl } = useConfig();
  return useQuery({
    queryKey: ['operator', nodeUrl, path],
    refetchInterval: EVERY_MS,
    retry: false,
    queryFn: ({ signal }) => nodeRequest(nodeUrl, path, schema, { signal }),
  });
}

/** The node this app speaks to: what needs its operator, how it stands, and its jobs by deadline. */
export function OperatorPage() {
  usePageTitle('Node');
  const { nodeUrl } = useConfig();
  const info = useNode('/node', nodeInfoSchema);
  const health = useNode('/health', nodeHealthSchema);
  const jobs = useNode('/jobs?limit=100', nodeJobListSchema);
  const nowMs = useNow(1_000);
  const list = jobs.data?.jobs ?? [];
  return (
    <>
      <header className="page-head">
        <div className="stack stack-4">
          <h1>Node</h1>
          <p className="muted">
            <span className="mono">{new URL(nodeUrl).host}</span>
            {info.data && (
              <>
                , earning to <span className="mono">{shortHex(info.data.account)}</span>
              </>
            )}
          </p>
        </div>
      </header>
      <Alerts alerts={nodeAlerts({ info: info.data, health: health.data, jobs: list, nowMs })} />
      {info.isPending && (
        <div className="stack stack-16" role="status" aria-label="Asking the node">
          <Skeleton height="76px" />
          <Skeleton height="240px" />
        </div>
      )}
      {info.isError && (
        <Failure title="The node does not answer" error={info.error} onRetry={() => void info.refetch()} />
      )}
      {info.data && (
        <>
          <Totals info={info.data} jobs={list} nowMs={nowMs} />
          <div className="split op-split section">
            <div>
              <Jobs jobs={list} nowMs={nowMs} />
              <DutiesPanel account={info.data.account as Hex} nowMs={nowMs} />
            </div>
            <div className="stack stack-16">
              <Stake info={info.data} />
              <About info={info.data} />
            </div>
          </div>
        </>
      )}
    </>
  );
}

function Alerts({ alerts }: { alerts: readonly NodeAlert[] }) {
  if (alerts.length === 0) return null;
  return (
    <section className="alerts" aria-label="Alerts">
      <ul>
        {alerts.map((alert) => (
          <li key={alert.title} className={alert.tone}>
            <Icon name="alert" />
            <p className="grow">
              <strong>{alert.title}</strong>
              <span className="muted">{alert.fix}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Totals({ info, jobs, nowMs }: { info: NodeInfo; jobs: readonly NodeJob[]; nowMs: number }) {
  const earnedWei = jobs
    .filter(({ state }) => state === 'settled')
    .reduce((sum, job) => sum + BigInt(job.priceWei ?? 0), 0n);
  const next = jobs.filter(isOpen).sort((a, b) => a.deadline! - b.deadline!)[0];
  const left = next && next.deadline! - nowMs / 1000;
  return (
    <dl className="stats">
      <div>
        <dt>State</dt>
        <dd>{info.state}</dd>
        <dd className="hint">version {info.version}</dd>
      </div>
      <div>
        <dt>Prices of settled jobs</dt>
        <dd>
          {tokenAmount(earnedWei)} <small>ETH</small>
        </dd>
        <dd className="hint">before the protocol’s fee</dd>
      </div>
      <div>
        <dt>Open</dt>
        <dd>
          {info.jobs.open} <small>jobs</small>
        </dd>
        <dd className="hint">{info.jobs.refused} refused so far</dd>
      </div>
      <div>
        <dt>Next deadline</dt>
        <dd className={left !== undefined && left < 900 ? 'danger' : undefined}>
          {left === undefined ? 'none' : left > 0 ? duration(left) : 'passed'}
        </dd>
        <dd className="hint">{next ? `#${next.id.split(':')[1]}` : 'nothing is due'}</dd>
      </div>
      <div>
        <dt>Settled</dt>
        <dd>
          {info.jobs.settled} <small>jobs</small>
        </dd>
        <dd className="hint">{info.jobs.lost} lost</dd>
      </div>
    </dl>
  );
}

function isOpen(job: NodeJob): boolean {
  return job.deadline !== undefined && ['claimed', 'training', 'stored'].includes(job.state);
}

function Jobs({ jobs, nowMs }: { jobs: readonly NodeJob[]; nowMs: number }) {
  const ordered = [...jobs].sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || b.seenAtMs - a.seenAtMs);
  return (
    <section aria-label="Jobs">
      <header className="row between sec-head">
        <h2>Jobs</h2>
        <span className="small muted">open ones first</span>
      </header>
      {jobs.length === 0 ? (
        <EmptyState icon="sprout" title="The node has seen no job">
          It watches the chain and claims what its classes and prices allow.
        </EmptyState>
      ) : (
        <div className="panel">
          <ul className="list jobs">
            {ordered.map((job) => (
              <JobRow key={job.id} job={job} nowMs={nowMs} />
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function JobRow({ job, nowMs }: { job: NodeJob; nowMs: number }) {
  const done = job.progress ? Math.round((job.progress.step / job.progress.steps) * 100) : undefined;
  const left = job.deadline === undefined ? undefined : job.deadline - nowMs / 1000;
  return (
    <li>
      <Link className="mono muted" to="/train/$jobId" params={{ jobId: job.id }}>
        #{job.id.split(':')[1]}
      </Link>
      <span className="grow">
        <strong className="clip block">{job.name ?? 'Unread'}</strong>
        <span className="small muted block clip">{job.reason?.message ?? shortHex(job.requester)}</span>
      </span>
      {isOpen(job) && done !== undefined ? (
        <span className="job-time">
          <span className="row between small">
            <span className="muted">{done} % done</span>
            <span className={left !== undefined && left < 900 ? 'danger' : ''}>
              {left === undefined ? '' : left > 0 ? `due in ${duration(left)}` : 'late'}
            </span>
          </span>
          <span className="dual">
            <i style={{ width: `${done}%` }} />
          </span>
        </span>
      ) : (
        <Badge tone={job.state === 'settled' ? 'ok' : job.state === 'lost' ? 'danger' : 'plain'}>
          {job.state}
        </Badge>
      )}
      <span className="right nowrap">
        <strong>{job.priceWei === undefined ? '–' : tokenAmount(BigInt(job.priceWei))}</strong>
        <span className="small muted block">ETH</span>
      </span>
    </li>
  );
}

function Stake({ info }: { info: NodeInfo }) {
  const stake = BigInt(info.stakeWei);
  const locked = BigInt(info.lockedWei);
  const part = stake === 0n ? 0 : Number((locked * 1000n) / stake) / 10;
  return (
    <Panel title="Stake" note={`${tokenAmount(stake)} ETH`}>
      <div className="bar bar-8" role="img" aria-label={`${part} % of the stake is locked as bonds`}>
        <i className="accent" style={{ width: `${part}%` }} />
        <i className="dim" style={{ width: `${100 - part}%` }} />
      </div>
      <Facts
        facts={[
          { label: 'Locked as bonds', value: `${tokenAmount(locked)} ETH` },
          { label: 'Free', value: `${tokenAmount(stake - locked)} ETH` },
          { label: 'Takes jobs from', value: `${tokenAmount(BigInt(info.minPriceWei))} ETH` },
        ]}
      />
    </Panel>
  );
}

function About({ info }: { info: NodeInfo }) {
  return (
    <Panel title="About">
      <Facts
        facts={[
          {
            label: 'Classes',
            value: <span className="mono break">{info.classes.join(', ') || 'none'}</span>,
          },
          { label: 'Sandbox', value: info.sandbox },
          { label: 'Read up to block', value: info.head.block },
          { label: 'Last poll', value: `${duration(info.head.ageMs / 1000)} ago` },
          { label: 'Gateway', value: <span className="mono break">{info.gateway}</span> },
        ]}
      />
    </Panel>
  );
}
