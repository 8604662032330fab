import type { SealName } from '../../ui/seal-looks.ts';
import type { Job } from './job.ts';

/** What may be claimed about a job's result, and why in one line. */
export type RunSeal = { seal: SealName; reason: string };

/**
 * The seal of a job by the rules of the protocol: a result that its requester accepts by their own word is Trusted,
 * whatever its class; only audited, exact and unchallenged work may be more.
 */
export function runSeal(job: Pick<Job, 'mode' | 'state'>, className: string | undefined): RunSeal {
  if (job.mode === 'Accept') {
    return {
      seal: 'trusted',
      reason: 'The requester accepts the result by their own word; no jury is drawn.',
    };
  }
  if (className !== undefined && !className.startsWith('exact:')) {
    return {
      seal: 'trusted',
      reason: 'The class allows a tolerance, so no single step can be proven wrong.',
    };
  }
  return {
    seal: 'unchallenged',
    reason: 'Exact class; the window is open to anyone, and no audit has been passed.',
  };
}
