import type { NodeJob } from '@cultivar/sdk';
import type { Job } from './job.ts';
import type { RunHistory } from './run-history.ts';

/** One step on the way of a job. */
export type JobStage = {
  name: string;
  state: 'done' | 'now' | 'next' | 'lost';
  where: 'on chain' | 'on the node';
  /** When it was reached, in milliseconds; undefined when not, or when nobody said. */
  atMs?: number;
  /** Words instead of a time. */
  words?: string;
  /** Part done of the one that is going on, 0 to 1. */
  progress?: number;
};

type Facts = { job: Job; nodeJob: NodeJob | undefined; run: RunHistory };

const NAMES = ['Requested', 'Claimed', 'Training', 'Stored', 'Submitted', 'Judged', 'Settled'] as const;

/** The seven stages of a job: what the chain says holds, the node fills in what happens in between. */
export function jobStages({ job, nodeJob, run }: Facts): JobStage[] {
  const reached = reachedStage(job, nodeJob, run);
  const lost = job.state === 'Canceled' || job.state === 'Refunded' || job.state === 'Void';
  return NAMES.map((name, index): JobStage => {
    const details = detailsOf(index, { job, nodeJob, run });
    const state = index < reached ? 'done' : index > reached ? 'next' : lost ? 'lost' : 'now';
    const shown = {
      name: index === 5 ? (job.mode === 'Accept' ? 'Acceptance' : 'Window') : name,
      where: index === 2 || index === 3 ? ('on the node' as const) : ('on chain' as const),
    };
    if (state === 'lost') return { ...shown, name: job.state, state, ...ended(job) };
    if (index === 6 && job.state === 'Settled') return { ...shown, ...details, state: 'done' };
    return { ...shown, state, ...details };
  });
}

/** Index of the stage that is going on. */
function reachedStage(job: Job, nodeJob: NodeJob | undefined, run: RunHistory): number {
  switch (job.state) {
    case 'Open':
    case 'Canceled':
      return 1;
    case 'Submitted':
    case 'Disputed':
      return 5;
    case 'Void':
      return 6;
    case 'Settled':
      return 7;
    case 'Refunded':
    case 'Claimed': {
      if (nodeJob?.state === 'stored' || nodeJob?.state === 'submitted') return 4;
      return run.finished ? 3 : 2;
    }
  }
}

function detailsOf(
  index: number,
  { job, nodeJob, run }: Facts,
): Pick<JobStage, 'atMs' | 'words' | 'progress'> {
  const seconds = [
    job.requestedAt,
    job.claimedAt,
    undefined,
    undefined,
    job.submittedAt,
    undefined,
    job.endedAt,
  ];
  const at = seconds[index];
  if (at !== undefined) return { atMs: at * 1000 };
  if (index === 1) return { words: 'waiting for a node' };
  if (index === 2 && job.state === 'Claimed') {
    const progress = progressOf(nodeJob, run);
    return progress === undefined
      ? { words: 'starting' }
      : { progress, words: `${Math.floor(progress * 100)} %` };
  }
  if (index === 2 && run.finished) return { atMs: run.finished.timeMs };
  if (index === 5 && job.mode === 'Accept') return { words: 'the requester’s word' };
  if (index === 5 && job.windowEndsAt !== undefined) return { atMs: job.windowEndsAt * 1000 };
  return {};
}

/** Part of the steps done: the run's own events first, the node's summary where they are missing. */
function progressOf(nodeJob: NodeJob | undefined, run: RunHistory): number | undefined {
  const steps = run.started?.steps ?? nodeJob?.progress?.steps;
  const step = run.steps.at(-1)?.step ?? nodeJob?.progress?.step;
  if (run.finished) return 1;
  return steps === undefined || step === undefined ? undefined : Math.min(1, step / steps);
}

function ended(job: Job): Pick<JobStage, 'atMs'> {
  return job.endedAt === undefined ? {} : { atMs: job.endedAt * 1000 };
}
