import type { NodeHealth, NodeInfo, NodeJob } from '@cultivar/sdk';
import { duration } from '../../lib/format/duration.ts';

/** Something that needs the operator, with what to do about it. */
export type NodeAlert = { tone: 'danger' | 'warn'; title: string; fix: string };

type Facts = {
  info: NodeInfo | undefined;
  health: NodeHealth | undefined;
  jobs: readonly NodeJob[];
  nowMs: number;
};

/** A chain that is silent for longer is worth a word. */
const STALE_HEAD_MS = 60_000;

/** What needs the operator now, the most pressing first. */
export function nodeAlerts({ info, health, jobs, nowMs }: Facts): NodeAlert[] {
  const alerts: NodeAlert[] = [];
  for (const job of jobs) {
    if (job.deadline === undefined || !['claimed', 'training', 'stored'].includes(job.state)) continue;
    const left = job.deadline - nowMs / 1000;
    const needed = job.progress?.secondsLeft ?? 0;
    if (left < needed) {
      alerts.push({
        tone: 'danger',
        title: `Job #${job.id.split(':')[1]} will miss its deadline`,
        fix: `It needs ${duration(needed)} and has ${left > 0 ? duration(left) : 'none'}. Its bond is at stake.`,
      });
    }
  }
  for (const [part, { ok, detail }] of Object.entries(health?.checks ?? {})) {
    if (!ok) alerts.push({ tone: 'danger', title: `The ${part} is not well`, fix: detail });
  }
  if (info?.state === 'unregistered') {
    alerts.push({
      tone: 'warn',
      title: 'The node has no stake',
      fix: 'Run cultivar-node register to take jobs.',
    });
  }
  if (info?.sandbox === 'none') {
    alerts.push({
      tone: 'warn',
      title: 'Training runs without a sandbox',
      fix: 'Install bubblewrap: until then a hostile file is kept off by the process boundary alone.',
    });
  }
  if (info && info.head.ageMs > STALE_HEAD_MS) {
    alerts.push({
      tone: 'warn',
      title: `The chain has not answered for ${duration(info.head.ageMs / 1000)}`,
      fix: 'New jobs are not seen meanwhile; running ones go on.',
    });
  }
  return alerts;
}
