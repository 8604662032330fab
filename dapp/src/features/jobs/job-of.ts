import type { JobListQuery, JobPageQuery, JobState } from '@cultivar/sdk/graphql';
import type { SealName } from '../../ui/seal-looks.ts';
import { auditsOf, challengesOf } from './disputes-of.ts';
import type { Job, JobStateName, JobSummary } from './job.ts';

type ListedJob = JobListQuery['jobs'][number];
type WholeJob = NonNullable<JobPageQuery['job']>;
type JobParent = ListedJob['parents'][number];

/** A job of a list in the app's own terms. */
export function jobSummaryOf(job: ListedJob, chainId: number): JobSummary {
  return {
    id: `${chainId}:${job.jobId}`,
    jobId: BigInt(job.jobId),
    state: stateOf(job.state),
    mode: job.mode === 'ACCEPT' ? 'Accept' : 'Audit',
    requester: job.requester.id,
    maxPriceWei: BigInt(job.maxPrice),
    priceWei: big(job.price),
    requestedAt: Number(job.requestedAt),
    name: job.spec?.name,
    parents: job.parents.map((parent) => parentOf(parent, chainId)),
  };
}

/** A job with all that its page shows, in the app's own terms. */
export function jobOf(job: WholeJob, chainId: number): Job {
  return {
    ...jobSummaryOf({ ...job, parents: job.parents.filter(({ isDirect }) => isDirect) }, chainId),
    node: job.node?.id,
    specDigest: job.specDigest,
    class: job.class.id,
    minPriceWei: BigInt(job.minPrice),
    bondWei: big(job.bondWei),
    feeWei: big(job.fee),
    paidWei: big(job.paid),
    refundWei: big(job.refund),
    claimWindow: Number(job.claimWindowSeconds),
    claimedAt: seconds(job.claimedAt),
    deadline: seconds(job.deadline),
    submittedAt: seconds(job.submittedAt),
    windowEndsAt: seconds(job.windowEndsAt),
    endedAt: seconds(job.endedAt),
    accepted: job.acceptedAt !== null,
    bondLocked: job.bondState === 'LOCKED',
    resultDigest: job.resultDigest ?? undefined,
    traceRoot: job.traceRoot ?? undefined,
    segments: Number(job.segments),
    classStatus: job.class.status,
    isPrivate: job.encryptionKey !== null,
    seal: (job.seal?.toLowerCase() as SealName | undefined) ?? undefined,
    verdict: job.verdict ?? undefined,
    paidAudits: job.audits,
    passedAudits: job.passedAuditCount,
    audits: auditsOf(job),
    challenges: challengesOf(job),
    asset: job.result ? `${chainId}:${job.result.assetId}` : undefined,
    className: job.spec?.classNames?.[0],
    rank: job.spec?.rank ?? undefined,
    steps: seconds(job.spec?.steps ?? null),
    nodeRecord: job.node
      ? {
          stakeWei: BigInt(job.node.stakeWei),
          settled: job.node.settledJobCount,
          missed: job.node.missedJobCount,
        }
      : undefined,
  };
}

function parentOf({ parent }: JobParent, chainId: number): JobSummary['parents'][number] {
  return {
    id: `${chainId}:${parent.assetId}`,
    name: parent.manifest?.name ?? `Asset #${parent.assetId}`,
    digest: parent.manifestDigest,
  };
}

function stateOf(state: JobState): JobStateName {
  return `${state.charAt(0)}${state.slice(1).toLowerCase()}` as JobStateName;
}

function big(text: string | null): bigint | undefined {
  return text === null ? undefined : BigInt(text);
}

function seconds(text: string | null): number | undefined {
  return text === null ? undefined : Number(text);
}
