import { ASSET_KINDS } from '@cultivar/sdk/spec';
import type { AssetKind, Hex } from '@cultivar/sdk/spec';
import type { Job, JobStateName } from './job.ts';
import type { IndexedJob } from './job-documents.ts';

/** A job of the index in the app's own terms. */
export function jobOf(indexed: IndexedJob, chainId: number): Job {
  const big = (text: string | null) => (text === null ? undefined : BigInt(text));
  const seconds = (text: string | null) => (text === null ? undefined : Number(text));
  return {
    id: `${chainId}:${indexed.jobId}`,
    jobId: BigInt(indexed.jobId),
    state: stateOf(indexed.state),
    mode: indexed.mode === 'ACCEPT' ? 'Accept' : 'Audit',
    requester: indexed.requester.id as Hex,
    node: (indexed.node?.id as Hex) ?? undefined,
    specDigest: indexed.specDigest as Hex,
    class: indexed.class.id as Hex,
    minPriceWei: BigInt(indexed.minPrice),
    maxPriceWei: BigInt(indexed.maxPrice),
    priceWei: big(indexed.price),
    bondWei: big(indexed.bondWei),
    feeWei: big(indexed.fee),
    paidWei: big(indexed.paid),
    refundWei: big(indexed.refund),
    requestedAt: Number(indexed.requestedAt),
    claimWindow: Number(indexed.claimableUntil) - Number(indexed.requestedAt),
    claimedAt: seconds(indexed.claimedAt),
    deadline: seconds(indexed.deadline),
    submittedAt: seconds(indexed.submittedAt),
    windowEndsAt: seconds(indexed.windowEndsAt),
    endedAt: seconds(indexed.endedAt),
    accepted: indexed.acceptedAt !== null,
    bondLocked: indexed.bondState === 'LOCKED',
    resultDigest: (indexed.resultDigest as Hex) ?? undefined,
    traceRoot: (indexed.traceRoot as Hex) ?? undefined,
    segments: Number(indexed.segments),
    asset: indexed.result ? `${chainId}:${indexed.result.assetId}` : undefined,
    name: indexed.spec?.name,
    className: indexed.spec?.classNames?.[0],
    rank: indexed.spec?.rank ?? undefined,
    steps: seconds(indexed.spec?.steps ?? null),
    parents: indexed.parents.map(({ parent }) => ({
      id: `${chainId}:${parent.assetId}`,
      kind: kindOf(parent.kind),
      name: parent.manifest?.name ?? `Asset #${parent.assetId}`,
      digest: parent.manifestDigest as Hex,
    })),
    nodeRecord: indexed.node
      ? {
          stakeWei: BigInt(indexed.node.stakeWei),
          settled: indexed.node.settledJobCount,
          missed: indexed.node.missedJobCount,
        }
      : undefined,
  };
}

/** A job's id as the index keys it: 32 bytes, big-endian. */
export function jobKey(jobId: bigint): Hex {
  return `0x${jobId.toString(16).padStart(64, '0')}`;
}

function stateOf(text: string): JobStateName {
  return `${text.charAt(0)}${text.slice(1).toLowerCase()}` as JobStateName;
}

function kindOf(text: string): AssetKind {
  const kind = text.toLowerCase();
  return ASSET_KINDS.find((known) => known === kind) ?? 'model';
}
