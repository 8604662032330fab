import type { JobChallenge } from './dispute.ts';
import type { Job } from './job.ts';

type ChallengeableJob = Pick<
  Job,
  | 'mode'
  | 'bondLocked'
  | 'windowEndsAt'
  | 'classStatus'
  | 'resultDigest'
  | 'isPrivate'
  | 'requester'
  | 'segments'
>;

/** What may be challenged about a job now; where nothing may, why. */
export type ChallengeKinds =
  { kinds: readonly [JobChallenge['kind'], ...JobChallenge['kind'][]] } | { refusal: string };

/** What the contract would let this account challenge now. */
export function challengeKinds(
  job: ChallengeableJob,
  { account, nowSeconds }: { account: string | undefined; nowSeconds: number },
): ChallengeKinds {
  if (job.resultDigest === undefined) return { refusal: 'There is no result to challenge yet.' };
  if (!job.bondLocked) return { refusal: 'The job is over: its node’s bond is free.' };
  if (job.windowEndsAt !== undefined && nowSeconds >= job.windowEndsAt) {
    return { refusal: 'The challenge window is over.' };
  }
  if (job.classStatus === 'PROVISIONAL' || job.classStatus === 'UNKNOWN') {
    return { refusal: 'In this class a mismatch would prove nothing.' };
  }
  const delivery = job.isPrivate && account?.toLowerCase() === job.requester.toLowerCase();
  if (job.mode === 'Audit') {
    const steps = job.segments > 2 ? (['STEP'] as const) : [];
    return { kinds: ['INIT', ...steps, 'EXPORT', ...(delivery ? (['DELIVERY'] as const) : [])] };
  }
  if (delivery) return { kinds: ['DELIVERY'] };
  return { refusal: 'The requester accepts this result by their own word: no jury is drawn.' };
}
