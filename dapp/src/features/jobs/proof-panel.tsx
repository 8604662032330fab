import { duration } from '../../lib/format/duration.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import { Facts } from '../../ui/facts.tsx';
import type { Fact } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Seal } from '../../ui/seal.tsx';
import type { Job } from './job.ts';
import { runSeal } from './run-seal.ts';

/** How far the result can be checked, with the reason. */
export function ProofPanel({
  job,
  className,
  nowMs,
}: {
  job: Job;
  className: string | undefined;
  nowMs: number;
}) {
  const { seal, reason, expected } = runSeal(job);
  const facts: Fact[] = [
    { label: 'Class', value: <span className="mono">{className ?? shortHex(job.class)}</span> },
    { label: 'Judged by', value: job.mode === 'Accept' ? 'the requester' : 'drawn nodes' },
  ];
  if (job.traceRoot)
    facts.push({ label: 'Trace root', value: <span className="mono">{shortHex(job.traceRoot)}</span> });
  if (job.resultDigest)
    facts.push({ label: 'Result', value: <span className="mono">{shortHex(job.resultDigest)}</span> });
  if (job.windowEndsAt !== undefined) {
    const left = job.windowEndsAt - nowMs / 1000;
    facts.push({ label: 'Challenge window', value: left > 0 ? `${duration(left)} left` : 'over' });
  }
  return (
    <Panel
      title="Proof"
      note={
        <span className="row">
          <Seal seal={seal} />
          {expected && 'if settled'}
        </span>
      }
    >
      <p className="small muted">{reason}</p>
      <Facts facts={facts} />
      {(job.state === 'Open' || job.state === 'Claimed') && (
        <p className="hint">
          You may close this page. The run goes on, and the whole curve is here when you return.
        </p>
      )}
    </Panel>
  );
}
