import type { DutyListQuery } from '@cultivar/sdk/graphql';
import type { Duty } from './duty.ts';

type Moment = {
  chainId: number;
  nowSeconds: number;
  /** How long a jury may reveal after its commitments. */
  revealWindowSeconds: number;
};

const AUDITS: Record<DutyListQuery['audits'][number]['state'], string> = {
  PENDING: 'time is up',
  PASSED: 'passed',
  FAILED: 'found a difference',
  SILENT: 'was silent',
  CLOSED: 'released',
};

/** What a node was drawn for: what is due first by its deadline, then the newest. */
export function dutiesOf({ audits, votes }: DutyListQuery, moment: Moment): Duty[] {
  const duties = [
    ...audits.map((audit) => auditDuty(audit, moment)),
    ...votes.map((vote) => juryDuty(vote, moment)),
  ];
  const rank = ({ due, endsAt }: Duty) => (due === undefined ? Infinity : (endsAt ?? 0));
  return duties.toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
}

function auditDuty(audit: DutyListQuery['audits'][number], { chainId, nowSeconds }: Moment): Duty {
  const endsAt = Number(audit.endsAt);
  const isDue = audit.state === 'PENDING' && nowSeconds < endsAt;
  return {
    ...{ id: audit.id, job: `${chainId}:${audit.job.jobId}`, what: `Audit of leaf ${audit.index}` },
    due: isDue ? 'answer' : undefined,
    endsAt: isDue ? endsAt : undefined,
    words: AUDITS[audit.state],
    slashedWei: 0n,
  };
}

function juryDuty(vote: DutyListQuery['votes'][number], moment: Moment): Duty {
  const { challenge } = vote;
  const what = challenge.kind === 'DELIVERY' ? 'Jury on a delivery' : `Jury on leaf ${challenge.index}`;
  const common = {
    ...{ id: vote.id, job: `${moment.chainId}:${challenge.job.jobId}`, what },
    slashedWei: BigInt(vote.slashedWei),
  };
  const next = nextVote(vote, moment);
  if (next) return { ...common, ...next, words: '' };
  const words =
    vote.revealedAt !== null ? 'revealed' : vote.committedAt !== null ? 'committed' : 'was silent';
  const waits = challenge.phase !== 'ENDED' && challenge.commitEndsAt === null;
  return { ...common, due: undefined, endsAt: undefined, words: waits ? 'waits for the keys' : words };
}

/** A juror of the round that sits commits in the first window and reveals in the second. */
function nextVote(
  { challenge, round, committedAt, revealedAt }: DutyListQuery['votes'][number],
  { nowSeconds, revealWindowSeconds }: Moment,
): Pick<Duty, 'due' | 'endsAt'> | undefined {
  if (challenge.phase !== 'VOTING' || round !== challenge.round || challenge.commitEndsAt === null)
    return undefined;
  const commitEndsAt = Number(challenge.commitEndsAt);
  if (nowSeconds < commitEndsAt) {
    return committedAt === null ? { due: 'commit', endsAt: commitEndsAt } : undefined;
  }
  const revealEndsAt = commitEndsAt + revealWindowSeconds;
  if (committedAt === null || revealedAt !== null || nowSeconds >= revealEndsAt) return undefined;
  return { due: 'reveal', endsAt: revealEndsAt };
}
