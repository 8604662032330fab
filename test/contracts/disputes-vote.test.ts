import { proofOf } from '@cultivar/sdk/spec';
import { encodeAbiParameters, keccak256 } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { assert } from './support/assert.ts';
import { digest } from './support/digest.ts';
import {
  about,
  committed,
  deliveryChallenged,
  drawn,
  judged,
  resolve,
  revealed,
  seats,
  voted,
} from './support/dispute-play.ts';
import type { Dispute } from './support/dispute-play.ts';
import { disputeStage, PARAMETERS } from './support/dispute-stage.ts';
import type { DisputeStage } from './support/dispute-stage.ts';
import { PHASE } from './support/dispute-words.ts';
import { disputedJob } from './support/disputed-job.ts';
import { chain } from './support/protocol.ts';
import { UNAVAILABLE, ZERO } from './support/trace.ts';

const { time } = chain.networkHelpers;
const { openingWindowSeconds, commitWindowSeconds } = PARAMETERS.disputes;

const SALT = digest('salt');

let p: DisputeStage;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(disputeStage);
});
const by = (name: keyof DisputeStage['accounts']) => ({ account: p.accounts[name].account });
const address = (name: keyof DisputeStage['accounts']) => p.accounts[name].account.address;
const stored = ({ job, index }: Dispute) => p.disputes.read.disputeOf([job.jobId, index]);
const lateIn = ({ job, index }: Dispute, end: number) => [job.jobId, index, BigInt(end)] as const;
const FIRST_SPLIT = (d: Dispute) => {
  const own = d.job.trace.finding(Number(d.index), 'first');
  return [own, own, { ...own, stateHash: digest('a') }, { ...own, stateHash: digest('b') }, UNAVAILABLE];
};

describe('postKeys', () => {
  const KEYS = digest('keys');
  const post = ({ job, index }: Dispute, keys = KEYS, who: 'node' | 'stranger' = 'node') =>
    p.disputes.write.postKeys([...about(job), index, keys], by(who));

  it('starts the vote of a private job’s jury, in both rounds', async () => {
    const job = await disputedJob(p, { isPrivate: true });
    let dispute = await judged(p, job, 3n);
    const keysEndAt = (await time.latest()) + openingWindowSeconds;
    expect(await stored(dispute)).toMatchObject({
      phase: PHASE.Keys,
      phaseEndsAt: keysEndAt,
      revealEndsAt: 0,
    });
    const call = post(dispute);
    await call;
    const commitEndsAt = BigInt((await time.latest()) + commitWindowSeconds);
    await assert.emits(call, p.disputes, 'KeysPosted', [job.jobId, 3n, KEYS, commitEndsAt]);
    await voted(p, dispute, FIRST_SPLIT(dispute));
    await resolve(p, dispute);
    dispute = await drawn(p, dispute);
    expect((await stored(dispute)).phase).toBe(PHASE.Keys);
    await post(dispute);
    expect((await stored(dispute)).phase).toBe(PHASE.Voting);
  });

  it('is not needed to judge a delivery', async () => {
    const job = await disputedJob(p, { isPrivate: true });
    const dispute = await drawn(p, await deliveryChallenged(p, job));
    expect((await stored(dispute)).phase).toBe(PHASE.Voting);
  });

  it('is the node’s, in time, with a digest', async () => {
    const job = await disputedJob(p, { isPrivate: true });
    const dispute = await judged(p, job, 3n);
    await assert.reverts(post(dispute, KEYS, 'stranger'), p.disputes, 'Disputes_NotNode', [
      job.jobId,
      address('stranger'),
      address('node'),
    ]);
    await assert.reverts(post(dispute, ZERO), p.disputes, 'Disputes_ZeroDigest', []);
    const { phaseEndsAt } = await stored(dispute);
    await time.setNextBlockTimestamp(phaseEndsAt);
    await assert.reverts(post(dispute), p.disputes, 'Disputes_TooLate', [...lateIn(dispute, phaseEndsAt)]);
  });

  it('is for a dispute that waits for keys', async () => {
    const job = await disputedJob(p);
    const dispute = await judged(p, job, 3n);
    const facts = [job.jobId, 3n, PHASE.Voting, PHASE.Keys] as const;
    await assert.reverts(post(dispute), p.disputes, 'Disputes_WrongPhase', [...facts]);
  });
});

describe('commit', () => {
  const commit = (
    { job, index, jury }: Dispute,
    place: number,
    who = seats({ job, index, jury })[0]!,
    commitment = digest('c'),
  ) =>
    p.disputes.write.commit([job.jobId, index, jury, BigInt(place), commitment], {
      account: p.drawn(who).account,
    });

  it('stores the commitment and shows it', async () => {
    const job = await disputedJob(p);
    const dispute = await judged(p, job, 3n);
    const [juror] = dispute.jury.first;
    const odd = `0x${'f'.repeat(64)}` as const;
    const call = commit(dispute, 0, juror!, odd);
    await assert.emits(call, p.disputes, 'Committed', [job.jobId, 3n, juror!, odd]);
    expect(await p.disputes.read.voteOf([job.jobId, 3n, juror!])).toBe(`0x${'f'.repeat(63)}e`);
  });

  it('is once for each juror, at its own place, until the time is over', async () => {
    const job = await disputedJob(p);
    const dispute = await judged(p, job, 3n);
    const [juror, other] = dispute.jury.first;
    for (const [place, who] of [
      [0, other!],
      [5, juror!],
      [0, p.jurors.find(({ account }) => !dispute.jury.first.includes(account.address))!.account.address],
    ] as const) {
      await assert.reverts(commit(dispute, place, who), p.disputes, 'Disputes_NotJuror', [
        job.jobId,
        3n,
        who,
      ]);
    }
    const zero = commit(dispute, 0, juror, `0x${'0'.repeat(63)}1`);
    await assert.reverts(zero, p.disputes, 'Disputes_ZeroCommitment', []);
    await commit(dispute, 0);
    await assert.reverts(commit(dispute, 0), p.disputes, 'Disputes_AlreadyCommitted', [
      job.jobId,
      3n,
      juror!,
    ]);

    const { phaseEndsAt } = await stored(dispute);
    await time.setNextBlockTimestamp(phaseEndsAt - 1);
    await commit(dispute, 1, other);
    await time.setNextBlockTimestamp(phaseEndsAt);
    const late = commit(dispute, 2, dispute.jury.first[2]);
    await assert.reverts(late, p.disputes, 'Disputes_TooLate', [...lateIn(dispute, phaseEndsAt)]);
  });

  it('is for the jury that was drawn', async () => {
    const job = await disputedJob(p);
    const dispute = await judged(p, job, 3n);
    const forged = { ...dispute, jury: { ...dispute.jury, first: [p.jurors[0]!.account.address] } };
    await assert.reverts(commit(forged, 0), p.disputes, 'Disputes_JuryMismatch', [job.jobId, 3n]);
    const none = { ...dispute, index: 4n };
    const facts = [job.jobId, 4n, PHASE.None, PHASE.Voting] as const;
    await assert.reverts(commit(none, 0), p.disputes, 'Disputes_WrongPhase', [...facts]);
  });
});

describe('reveal', () => {
  it('shows the finding, whose leaf is the vote', async () => {
    const job = await disputedJob(p);
    const dispute = await judged(p, job, 3n);
    const own = job.trace.finding(3, 'first');
    await committed(p, dispute, 0, own);
    await committed(p, dispute, 1, UNAVAILABLE);
    await time.increase(commitWindowSeconds);
    const [juror, other] = dispute.jury.first;
    await assert.emits(revealed(p, dispute, 0, own), p.disputes, 'Revealed', [job.jobId, 3n, juror!, own]);
    await revealed(p, dispute, 1, UNAVAILABLE);
    const leaf = BigInt(job.trace.leaves[3]!.hash) | 1n;
    expect(BigInt(await p.disputes.read.voteOf([job.jobId, 3n, juror!]))).toBe(leaf);
    expect(BigInt(await p.disputes.read.voteOf([job.jobId, 3n, other!]))).toBe(1n);
    expect((await stored(dispute)).revealed).toBe(0b11);
  });

  it('comes after all commitments and before its own end, to the second', async () => {
    const job = await disputedJob(p);
    const dispute = await judged(p, job, 3n);
    const own = job.trace.finding(3, 'first');
    for (const place of [0, 1]) await committed(p, dispute, place, own);
    const { phaseEndsAt, revealEndsAt } = await stored(dispute);
    await time.setNextBlockTimestamp(phaseEndsAt - 1);
    const early = revealed(p, dispute, 0, own);
    await assert.reverts(early, p.disputes, 'Disputes_TooEarly', [...lateIn(dispute, phaseEndsAt)]);
    await time.setNextBlockTimestamp(phaseEndsAt);
    await revealed(p, dispute, 0, own);
    await time.setNextBlockTimestamp(revealEndsAt);
    const late = revealed(p, dispute, 1, own);
    await assert.reverts(late, p.disputes, 'Disputes_TooLate', [...lateIn(dispute, revealEndsAt)]);
  });

  it('refuses what was not committed, and a second time', async () => {
    const job = await disputedJob(p);
    const dispute = await judged(p, job, 3n);
    const own = job.trace.finding(3, 'first');
    await committed(p, dispute, 0, own);
    await time.increase(commitWindowSeconds);
    const [juror, other] = dispute.jury.first;
    const mismatch = [job.jobId, 3n, juror!] as const;
    const another = revealed(p, dispute, 0, { ...own, stateHash: digest('x') });
    await assert.reverts(another, p.disputes, 'Disputes_CommitmentMismatch', [...mismatch]);
    const nothing = revealed(p, dispute, 1, own);
    await assert.reverts(nothing, p.disputes, 'Disputes_CommitmentMismatch', [job.jobId, 3n, other!]);
    await revealed(p, dispute, 0, own);
    await assert.reverts(revealed(p, dispute, 0, own), p.disputes, 'Disputes_AlreadyRevealed', [...mismatch]);
  });

  it('is of no use to a juror who copied another’s commitment', async () => {
    const job = await disputedJob(p);
    const dispute = await judged(p, job, 3n);
    const own = job.trace.finding(3, 'first');
    const [juror, copier] = dispute.jury.first;
    const commitment = await p.disputes.read.hashFinding([job.jobId, 3n, juror!, own, SALT]);
    await committed(p, dispute, 0, own);
    const { account } = p.drawn(copier!);
    await p.disputes.write.commit([job.jobId, 3n, dispute.jury, 1n, commitment], { account });
    await time.increase(commitWindowSeconds);
    await revealed(p, dispute, 0, own);
    const copied = revealed(p, dispute, 1, own);
    await assert.reverts(copied, p.disputes, 'Disputes_CommitmentMismatch', [job.jobId, 3n, copier!]);
  });

  it('binds chain, contract, job, leaf, juror, finding and salt', async () => {
    const { stateHash, proof } = { stateHash: digest('state'), proof: digest('proof') };
    const juror = p.jurors[0]!.account.address;
    const types = ['uint256', 'address', 'uint256', 'uint256', 'address', 'bytes32', 'bytes32', 'bytes32'];
    const chainId = await p.publicClient.getChainId();
    const packed = encodeAbiParameters(
      types.map((type) => ({ type })),
      [BigInt(chainId), p.disputes.address, 4n, 5n, juror, stateHash, proof, SALT],
    );
    const hash = await p.disputes.read.hashFinding([4n, 5n, juror, { stateHash, proof }, SALT]);
    expect(hash).toBe(keccak256(packed));
  });

  it('asks the second jury for what the first has not shown', async () => {
    const job = await disputedJob(p);
    let dispute = await judged(p, job, 3n);
    await voted(p, dispute, FIRST_SPLIT(dispute));
    await resolve(p, dispute);
    dispute = await drawn(p, dispute);
    const { stateHash, secret } = job.trace.leaves[3]!;
    const copied = { stateHash, proof: proofOf(secret, 'first') };
    const computed = { stateHash, proof: proofOf(secret, 'second') };
    await committed(p, dispute, 0, copied);
    await committed(p, dispute, 1, computed);
    await time.increase(commitWindowSeconds);
    await revealed(p, dispute, 0, copied);
    await revealed(p, dispute, 1, computed);
    const voteAt = async (place: number) =>
      BigInt(await p.disputes.read.voteOf([job.jobId, 3n, dispute.jury.second[place]!]));
    const leaf = BigInt(job.trace.leaves[3]!.hash) | 1n;
    expect(await voteAt(0)).not.toBe(leaf);
    expect(await voteAt(1)).toBe(leaf);
  });
});
