import { duration } from '../../lib/format/duration.ts';
import { tokenAmount } from '../../lib/format/token-amount.ts';
import { Badge } from '../../ui/badge.tsx';
import { Facts } from '../../ui/facts.tsx';
import type { Fact } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { Job } from './job.ts';

type CostPanelProps = { job: Job; nowMs: number; secondsLeft: number | undefined };

const eth = (wei: bigint) => `${tokenAmount(wei)} ETH`;

/** What the job costs, what it would give back, and by when it has to be done. */
export function CostPanel({ job, nowMs, secondsLeft }: CostPanelProps) {
  const { badge, figureWei, says } = summary(job);
  const gone = job.claimedAt === undefined ? undefined : Math.max(0, nowMs / 1000 - job.claimedAt);
  const part = gone !== undefined && secondsLeft !== undefined ? gone / (gone + secondsLeft) : undefined;
  return (
    <Panel title="Cost" note={<Badge>{badge}</Badge>}>
      <div>
        <p className="big">
          {tokenAmount(figureWei)} <small>ETH</small>
        </p>
        <p className="small muted">{says}</p>
      </div>
      {job.state === 'Claimed' && gone !== undefined && part !== undefined && (
        <div className="stack stack-4">
          <div className="bar">
            <i className="accent" style={{ width: `${Math.round(part * 100)}%` }} />
          </div>
          <p className="row between small muted">
            <span>{duration(gone)} gone</span>
            <span>{secondsLeft === 0 ? 'finishing' : `${duration(secondsLeft!)} left`}</span>
          </p>
        </div>
      )}
      <Facts facts={facts(job, nowMs)} />
    </Panel>
  );
}

function summary(job: Job): { badge: string; figureWei: bigint; says: string } {
  const { state, priceWei, maxPriceWei, minPriceWei, refundWei } = job;
  if (state === 'Open') {
    return {
      badge: 'in escrow',
      figureWei: maxPriceWei,
      says: `The price rises from ${eth(minPriceWei)} until a node claims it; the rest comes back.`,
    };
  }
  if (state === 'Canceled' || state === 'Refunded' || state === 'Void') {
    return {
      badge: 'returned',
      figureWei: refundWei ?? maxPriceWei,
      says: 'Everything came back to the requester.',
    };
  }
  const fixedWei = priceWei ?? maxPriceWei;
  return {
    badge: state === 'Settled' ? 'paid' : 'in escrow',
    figureWei: fixedWei,
    says: `Fixed by the claim; the ceiling was ${eth(maxPriceWei)}, ${eth(maxPriceWei - fixedWei)} ${state === 'Settled' ? 'came' : 'comes'} back.`,
  };
}

function facts(job: Job, nowMs: number): Fact[] {
  const out: Fact[] = [];
  if (job.paidWei !== undefined) out.push({ label: 'To the node', value: eth(job.paidWei) });
  if (job.feeWei !== undefined) out.push({ label: 'Protocol', value: eth(job.feeWei) });
  if (job.bondWei !== undefined) {
    out.push({
      label: 'Bond of the node',
      value: `${eth(job.bondWei)}${job.bondLocked ? ', locked' : ', free'}`,
    });
  }
  if (job.state === 'Open' || job.state === 'Claimed') {
    out.push({ label: 'If it fails or is late', value: `${eth(job.maxPriceWei)} back` });
  }
  if (job.state === 'Claimed' && job.deadline !== undefined) {
    const left = job.deadline - nowMs / 1000;
    out.push({
      label: 'Run deadline',
      value: left > 0 ? `in ${duration(left)}` : <span className="danger">passed {duration(-left)} ago</span>,
    });
  }
  if (job.state === 'Open') {
    const left = job.requestedAt + job.claimWindow - nowMs / 1000;
    out.push({ label: 'May be claimed', value: left > 0 ? `for ${duration(left)} more` : 'no longer' });
  }
  return out;
}
