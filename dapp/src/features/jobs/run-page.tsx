import './run.css';
import type { Hex, JobManifest, TraceManifest } from '@cultivar/sdk/spec';
import { useMemo } from 'react';
import { useManifest } from '../../lib/content/use-manifest.ts';
import { useNow } from '../../lib/use-now.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Note } from '../../ui/note.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CostPanel } from './cost-panel.tsx';
import { DisputesPanel } from './disputes-panel.tsx';
import { EventsPanel } from './events-panel.tsx';
import type { Job } from './job.ts';
import { jobStages } from './job-stages.ts';
import { LossPanel } from './loss-panel.tsx';
import { MiniCharts } from './mini-charts.tsx';
import { NodePanel } from './node-panel.tsx';
import { ProofPanel } from './proof-panel.tsx';
import { RunHeader } from './run-header.tsx';
import { StageSteps } from './stage-steps.tsx';
import { liveTraceCells, publishedTraceCells } from './trace-cells.ts';
import { TracePanel } from './trace-panel.tsx';
import { useJob, useNodeInfo, useNodeJob } from './use-job.ts';
import { useRun } from './use-run.ts';

/** A fine-tune from its request to its result: stages, live curves, trace, events, money and proof. */
export function RunPage({ id }: { id: string }) {
  const number = id.split(':').at(-1) ?? '';
  const job = useJob(BigInt(number));
  usePageTitle(job.data?.name ?? `Run #${number}`);
  if (job.data) return <Run job={job.data} stale={job.isError} />;
  return (
    <>
      <h1 className="sr">Run #{number}</h1>
      {job.isPending && <Waiting />}
      {job.isError && (
        <Failure title="This run cannot be read" error={job.error} onRetry={() => void job.refetch()} />
      )}
      {job.data === null && (
        <EmptyState icon="sprout" title={`There is no run #${number}`}>
          A run that was requested a moment ago appears when the index has read its block.
        </EmptyState>
      )}
    </>
  );
}

function Run({ job, stale }: { job: Job; stale: boolean }) {
  const nowMs = useNow(1_000);
  const nodeJob = useNodeJob(job.id);
  const info = useNodeInfo();
  const { run, feed } = useRun(job.id);
  const spec = useManifest(job.specDigest);
  const manifest = spec.data?.kind === 'job' ? spec.data : undefined;
  const trace = useManifest(nodeJob.data?.traceManifest as Hex | undefined);
  const published = trace.data?.kind === 'trace' ? trace.data : undefined;
  const stages = useMemo(
    () => jobStages({ job, nodeJob: nodeJob.data ?? undefined, run }),
    [job, nodeJob.data, run],
  );
  const cells = useMemo(() => cellsOf(published, manifest, run, job), [published, manifest, run, job]);
  const last = run.steps.at(-1);

  return (
    <>
      <RunHeader job={job} manifest={manifest} nowMs={nowMs} />
      <StageSteps stages={stages} nowMs={nowMs} />
      <div className="stack run-notes">
        {stale && <Note tone="warn">The index does not answer; this is what it said last.</Note>}
        {run.failed && (
          <Note tone="danger">
            {run.failed.message} {run.failed.hint}
          </Note>
        )}
        {nodeJob.data?.reason && <Note tone="warn">The node says: {nodeJob.data.reason.message}</Note>}
      </div>
      <div className="split run-split">
        <div className="stack stack-16">
          <LossPanel run={run} waiting={waitingWords(job, feed.state)} />
          <MiniCharts run={run} />
          <TracePanel cells={cells} published={published !== undefined} mode={job.mode} />
          <EventsPanel run={run} feed={feed} jobId={job.id} />
        </div>
        <aside className="aside" aria-label="Cost, node and proof">
          <CostPanel job={job} nowMs={nowMs} secondsLeft={run.finished ? 0 : last?.secondsLeft} />
          <NodePanel
            account={job.node}
            record={job.nodeRecord}
            info={info.data}
            silent={info.isError ? info.error.message : undefined}
          />
          <ProofPanel job={job} className={job.className ?? manifest?.class} nowMs={nowMs} />
          <DisputesPanel job={job} nowMs={nowMs} />
        </aside>
      </div>
    </>
  );
}

function cellsOf(
  published: TraceManifest | undefined,
  manifest: JobManifest | undefined,
  run: ReturnType<typeof useRun>['run'],
  job: Job,
) {
  if (published) return publishedTraceCells(published);
  if (!run.started || !manifest) return [];
  return liveTraceCells(run.checkpoints, {
    steps: run.started.steps,
    segmentSteps: manifest.segmentSteps,
    running: job.state === 'Claimed' && !run.finished,
  });
}

function waitingWords(job: Job, feed: string): string {
  if (job.state === 'Open')
    return 'The curve begins when a node has claimed the job and takes its first step.';
  if (feed === 'broken') return 'The node does not answer. The curve is drawn as soon as it does.';
  if (feed === 'unknown') return 'The node that this app speaks to has not run this job.';
  return 'The node checks the inputs and builds the graphs; the first step follows.';
}

function Waiting() {
  return (
    <div className="stack stack-16" role="status" aria-label="Reading the run">
      <Skeleton height="64px" />
      <Skeleton height="60px" />
      <Skeleton height="420px" />
    </div>
  );
}
