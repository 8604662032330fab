import type { JobPageQuery } from '@cultivar/sdk/graphql';
import type { JobAudit, JobChallenge } from './dispute.ts';

type IndexedJob = NonNullable<JobPageQuery['job']>;

/** A job's audits in the app's own terms. */
export function auditsOf({ auditDraws }: Pick<IndexedJob, 'auditDraws'>): JobAudit[] {
  return auditDraws.map(({ id, index, auditor, state, endsAt }) => ({
    ...{ id, leaf: Number(index), auditor: auditor.id, state, endsAt: Number(endsAt) },
  }));
}

/** A job's challenges in the app's own terms. */
export function challengesOf({ challenges }: Pick<IndexedJob, 'challenges'>): JobChallenge[] {
  return challenges.map((challenge) => {
    const { id, kind, index, challenger, bondWei, phase, outcome, round } = challenge;
    const sitting = challenge.votes.filter((vote) => vote.round === round);
    const seconds = (text: string | null) => (text === null ? undefined : Number(text));
    return {
      ...{ id, kind, phase, round, challenger: challenger.id, bondWei: BigInt(bondWei) },
      leaf: kind === 'DELIVERY' ? undefined : Number(index),
      outcome: outcome ?? undefined,
      openingEndsAt: Number(challenge.openingEndsAt),
      keysEndAt: seconds(challenge.keysEndAt),
      commitEndsAt: seconds(challenge.commitEndsAt),
      jurors: sitting.length,
      committed: sitting.filter(({ committedAt }) => committedAt !== null).length,
      revealed: sitting.filter(({ revealedAt }) => revealedAt !== null).length,
    };
  });
}
