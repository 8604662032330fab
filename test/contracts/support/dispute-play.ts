import { traceLeafHash } from '@cultivar/sdk/spec';
import { parseEventLogs, toHex } from 'viem';
import type { Address, Hex } from 'viem';
import { digest } from './digest.ts';
import { PARAMETERS } from './dispute-stage.ts';
import type { DisputeStage } from './dispute-stage.ts';
import type { DisputedJob } from './disputed-job.ts';
import { chain } from './protocol.ts';
import { ZERO } from './trace.ts';
import type { Finding } from './trace.ts';

const { mine, time } = chain.networkHelpers;
const { challengeBondWei, seedDelayBlocks } = PARAMETERS.disputes;

/** `IDisputes.DELIVERY`. */
export const DELIVERY = 0xffffffffn;

/** `IDisputes.Jury`. */
export type Jury = { challenger: Address; leaf: Hex; first: readonly Address[]; second: readonly Address[] };

/** What a juror does: answers, commits and then keeps silent, or keeps silent from the start. */
export type Vote = Finding | 'unrevealed' | 'silent';

/** A dispute in play. */
export type Dispute = { job: DisputedJob; index: bigint; jury: Jury };

/** What every call about a job begins with. */
export const about = ({ jobId, terms, submission }: DisputedJob) => [jobId, terms, submission] as const;

/** The stranger challenges leaf `index`. */
export async function challenged(p: DisputeStage, job: DisputedJob, index: bigint): Promise<Dispute> {
  const { account } = p.accounts.stranger;
  await p.disputes.write.challenge([...about(job), index], { account, value: challengeBondWei });
  return { job, index, jury: { challenger: account.address, leaf: ZERO, first: [], second: [] } };
}

/** The requester challenges the delivery, and shows its key. */
export async function deliveryChallenged(p: DisputeStage, job: DisputedJob): Promise<Dispute> {
  const { account } = p.accounts.requester;
  await p.disputes.write.challengeDelivery([...about(job), digest('private key')], {
    account,
    value: challengeBondWei,
  });
  const leaf = deliveryLeaf(job, DELIVERY_RIGHT);
  return { job, index: DELIVERY, jury: { challenger: account.address, leaf, first: [], second: [] } };
}

/** What a juror answers about a delivery that is right. */
export const DELIVERY_RIGHT = toHex(1, { size: 32 });
/** What it answers about one that is not. */
export const DELIVERY_WRONG = toHex(2, { size: 32 });

const deliveryLeaf = ({ jobId, submission }: DisputedJob, answer: Hex): Hex =>
  traceLeafHash({ jobId, index: Number(DELIVERY), stateHash: submission.deliveryDigest, seal: answer });

/** The node opens the leaf. */
export async function opened(p: DisputeStage, { job, index, jury }: Dispute): Promise<Dispute> {
  const opening = job.trace.opening(Number(index));
  await p.disputes.write.open([...about(job), index, jury, opening], { account: p.accounts.node.account });
  return { job, index, jury: { ...jury, leaf: opening.leaf } };
}

/** Somebody draws the jury of the next round, as soon as that can be done. */
export async function drawn(p: DisputeStage, { job, index, jury }: Dispute): Promise<Dispute> {
  await mine(seedDelayBlocks + 1);
  const hash = await p.disputes.write.drawJury([...about(job), index, jury], {
    account: p.accounts.buyer.account,
  });
  const { logs } = await p.publicClient.getTransactionReceipt({ hash });
  const [event] = parseEventLogs({ abi: p.disputes.abi, logs, eventName: 'JurorsDrawn' });
  const { jurors } = event!.args;
  const seated = jury.first.length === 0 ? { ...jury, first: jurors } : { ...jury, second: jurors };
  return { job, index, jury: seated };
}

/** A dispute from the challenge to its first jury, which votes at once. */
export async function judged(p: DisputeStage, job: DisputedJob, index: bigint): Promise<Dispute> {
  return drawn(p, await opened(p, await challenged(p, job, index)));
}

/** The jurors of the round that votes. */
export const seats = ({ jury }: Dispute): readonly Address[] =>
  jury.second.length === 0 ? jury.first : jury.second;

const SALT = digest('salt');

/** Juror `place` commits to a finding. */
export async function committed(p: DisputeStage, dispute: Dispute, place: number, finding: Finding) {
  const { job, index, jury } = dispute;
  const juror = seats(dispute)[place]!;
  const hash = await p.disputes.read.hashFinding([job.jobId, index, juror, finding, SALT]);
  const { account } = p.drawn(juror);
  return p.disputes.write.commit([job.jobId, index, jury, BigInt(place), hash], { account });
}

/** Juror `place` reveals its finding. */
export async function revealed(p: DisputeStage, dispute: Dispute, place: number, finding: Finding) {
  const { job, index, jury } = dispute;
  const { account } = p.drawn(seats(dispute)[place]!);
  return p.disputes.write.reveal([job.jobId, index, jury, BigInt(place), finding, SALT], { account });
}

/** The round votes: everybody commits, then reveals; afterwards its time is over where somebody was silent. */
export async function voted(p: DisputeStage, dispute: Dispute, votes: readonly Vote[]): Promise<Dispute> {
  for (const [place, vote] of votes.entries()) {
    if (vote === 'silent') continue;
    await committed(p, dispute, place, vote === 'unrevealed' ? { stateHash: ZERO, proof: ZERO } : vote);
  }
  const { phaseEndsAt, revealEndsAt } = await p.disputes.read.disputeOf([dispute.job.jobId, dispute.index]);
  await time.increaseTo(phaseEndsAt);
  for (const [place, vote] of votes.entries()) {
    if (typeof vote !== 'string') await revealed(p, dispute, place, vote);
  }
  if (votes.some((vote) => typeof vote === 'string')) await time.increaseTo(revealEndsAt);
  return dispute;
}

/** Somebody resolves the dispute. @returns the transaction's hash. */
export const resolve = (p: DisputeStage, { job, index, jury }: Dispute): Promise<Hex> =>
  p.disputes.write.resolve([...about(job), index, jury], { account: p.accounts.buyer.account });
