import { SEAL_LOOKS } from '../../ui/seal-looks.ts';
import type { SealName } from '../../ui/seal-looks.ts';
import type { Job } from './job.ts';

/** What may be claimed about a job's result, and why in one line. */
export type RunSeal = {
  seal: SealName;
  reason: string;
  /** Whether it is what the chain may say when the job is settled, and not yet what it says. */
  expected: boolean;
};

type SealedJob = Pick<Job, 'mode' | 'seal' | 'classStatus' | 'paidAudits' | 'passedAudits' | 'verdict'>;

/** The seal of a job as the chain says it; before that, the best that its terms allow. */
export function runSeal(job: SealedJob): RunSeal {
  if (job.verdict === 'REFUTED')
    return { seal: 'refuted', reason: SEAL_LOOKS.refuted.reason, expected: false };
  if (job.mode === 'Accept') {
    const reason = 'The requester accepts the result by their own word; no jury is drawn.';
    return { seal: job.seal ?? 'trusted', reason, expected: job.seal === undefined };
  }
  if (job.seal !== undefined) return { seal: job.seal, reason: SEAL_LOOKS[job.seal].reason, expected: false };
  if (job.classStatus !== 'SLASHABLE') {
    const reason = 'In this class no single step can be proven wrong.';
    return { seal: 'trusted', reason, expected: true };
  }
  const nobody = 'nobody wins a challenge in the window.';
  if (job.passedAudits > 0)
    return { seal: 'proven', reason: `An audit has passed; if ${nobody}`, expected: true };
  return job.paidAudits > 0
    ? { seal: 'proven', reason: `If an audit passes and ${nobody}`, expected: true }
    : { seal: 'unchallenged', reason: `If ${nobody}`, expected: true };
}
