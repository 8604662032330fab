import type { JobAudit, JobChallenge } from './dispute.ts';

/** Where something stands, and until when the next move may be made. */
export type Standing = { words: string; endsAt?: number | undefined };

/** What is challenged, as a title. */
export function challengedWhat({ kind, leaf }: Pick<JobChallenge, 'kind' | 'leaf'>): string {
  switch (kind) {
    case 'INIT':
      return 'The inputs';
    case 'STEP':
      return `The step to leaf ${leaf}`;
    case 'EXPORT':
      return 'The export';
    case 'DELIVERY':
      return 'The delivery';
  }
}

const OUTCOMES: Record<NonNullable<JobChallenge['outcome']>, string> = {
  UPHELD: 'The jury found the result right; the challenger pays.',
  REFUTED: 'The result was shown to be wrong; the node pays.',
  VOID: 'No jury could say; bonds go back.',
  MOOT: 'The job ended first; bonds go back.',
};

/** Where a challenge stands: whose move it is, or how it ended. */
export function challengeStanding(challenge: JobChallenge, nowSeconds: number): Standing {
  const { phase, outcome, openingEndsAt, keysEndAt, commitEndsAt, jurors, committed, revealed } = challenge;
  switch (phase) {
    case 'OPENING':
      return { words: 'The node has to open its leaves', endsAt: openingEndsAt };
    case 'DRAWING':
      return { words: challenge.round > 0 ? 'A second jury is drawn' : 'A jury is drawn' };
    case 'KEYS':
      return { words: 'The node has to hand the jury its keys', endsAt: keysEndAt };
    case 'VOTING':
      return commitEndsAt !== undefined && nowSeconds < commitEndsAt
        ? { words: `${committed} of ${jurors} jurors have committed`, endsAt: commitEndsAt }
        : { words: `${revealed} of ${jurors} jurors have revealed` };
    case 'ENDED':
      return { words: outcome === undefined ? 'It has ended.' : OUTCOMES[outcome] };
  }
}

const AUDITS: Record<JobAudit['state'], string> = {
  PENDING: 'It is being recomputed',
  PASSED: 'The same was found.',
  FAILED: 'Something else was found, and challenged.',
  SILENT: 'No answer came in time.',
  CLOSED: 'Released: the job ended first, or no keys came.',
};

/** What an auditor did or has to do. */
export function auditStanding({ state, endsAt }: JobAudit): Standing {
  return state === 'PENDING' ? { words: AUDITS[state], endsAt } : { words: AUDITS[state] };
}
