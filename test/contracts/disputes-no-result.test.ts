import type { Address } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { assert } from './support/assert.ts';
import { CUT, endMoved, expectEnd, FREED, jurors, PAID, right, wrong } from './support/dispute-ending.ts';
import { about, challenged, drawn, judged, opened, resolve, voted } from './support/dispute-play.ts';
import type { Dispute, Vote } from './support/dispute-play.ts';
import { disputeStage, PARAMETERS } from './support/dispute-stage.ts';
import type { DisputeStage } from './support/dispute-stage.ts';
import { JOB_STATE, OUTCOME, PHASE } from './support/dispute-words.ts';
import { BOND, disputedJob, PRICE } from './support/disputed-job.ts';
import type { DisputedJob } from './support/disputed-job.ts';
import { moneyMoved } from './support/money-moved.ts';
import { chain } from './support/protocol.ts';
import { UNAVAILABLE } from './support/trace.ts';

const { time } = chain.networkHelpers;
const {
  challengeBondWei: STAKED,
  juryFeeWei: FEE,
  sliceWei: SLICE,
  maxDurationSeconds,
} = PARAMETERS.disputes;

let p: DisputeStage;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(disputeStage);
});
const by = (name: keyof DisputeStage['accounts']) => ({ account: p.accounts[name].account });
const address = (name: keyof DisputeStage['accounts']) => p.accounts[name].account.address;
const stored = ({ job, index }: Dispute) => p.disputes.read.disputeOf([job.jobId, index]);
const jobOf = ({ jobId }: DisputedJob) => p.escrow.read.jobOf([jobId]);
const end = (dispute: Dispute) => resolve(p, dispute);

describe('a jury without a result', () => {
  const split = (dispute: Dispute): Vote[] => [
    right(dispute),
    right(dispute),
    wrong('a'),
    wrong('b'),
    UNAVAILABLE,
  ];

  it('makes room for a second one; only the silent pay', async () => {
    const dispute = await judged(p, await disputedJob(p), 3n);
    await voted(p, dispute, [right(dispute), right(dispute), wrong('a'), wrong('b'), 'silent']);
    expect(await endMoved(p, dispute)).toEqual({
      ledgers: { staked: -SLICE },
      burnt: { credit: SLICE },
      ...jurors([0, 1, 2, 3], FREED),
      'juror 4': CUT,
    });
    expect(await stored(dispute)).toMatchObject({ phase: PHASE.Drawing, round: 1, revealed: 0, outcome: 0 });
    expect((await jobOf(dispute.job)).state).toBe(JOB_STATE.Disputed);
  });

  it('says from which block the second is drawn', async () => {
    const dispute = await judged(p, await disputedJob(p), 3n);
    await voted(p, dispute, split(dispute));
    const call = end(dispute);
    await call;
    const seedBlock = (await p.publicClient.getBlockNumber()) + 2n;
    await assert.emits(call, p.disputes, 'JuryUndecided', [dispute.job.jobId, 3n, seedBlock]);
  });

  it('is paid with the second one, where it was right: six of eleven decide', async () => {
    const first = await judged(p, await disputedJob(p), 3n);
    await voted(p, first, split(first));
    await end(first);
    const dispute = await drawn(p, first);
    const recomputed = right(dispute);
    await voted(p, dispute, [...Array<Vote>(6).fill(recomputed), ...Array<Vote>(5).fill(wrong())]);
    const early = Object.fromEntries(first.jury.first.map((juror, place) => [`early ${place}`, juror]));
    const accounts = { ...early, node: address('node') } as Record<string, Address>;
    const late = Object.fromEntries(dispute.jury.second.map((juror, place) => [`late ${place}`, juror]));
    const change = await moneyMoved(p, { ...accounts, ...late } as Record<string, Address>, () =>
      end(dispute),
    );
    expect(change).toMatchObject({
      node: { credit: STAKED - 8n * FEE },
      'early 0': { credit: FEE },
      'early 1': { credit: FEE },
      'late 0': PAID,
      'late 5': PAID,
      'late 6': CUT,
      'late 10': CUT,
      burnt: { credit: 5n * SLICE },
    });
    expect(change).not.toHaveProperty('early 2');
    await expectEnd(p, dispute, OUTCOME.Upheld, JOB_STATE.Submitted);
  });

  it('is void after the second one: everybody has back what was theirs', async () => {
    const job = await disputedJob(p);
    const first = await judged(p, job, 3n);
    await voted(p, first, split(first));
    await end(first);
    const dispute = await drawn(p, first);
    const recomputed = right(dispute);
    const five = Array<Vote>(5);
    await voted(p, dispute, [
      ...five.fill(recomputed),
      ...Array<Vote>(4).fill(wrong()),
      'silent',
      wrong('third'),
    ]);
    const change = await endMoved(p, dispute);
    expect(change).toMatchObject({
      ledgers: { escrowed: -STAKED - PRICE, staked: -SLICE },
      requester: { credit: PRICE },
      node: { locked: -BOND },
      challenger: { credit: STAKED },
      burnt: { credit: SLICE },
      'juror 0': FREED,
      'juror 9': CUT,
      'juror 10': FREED,
    });
    await expectEnd(p, dispute, OUTCOME.Void, JOB_STATE.Void);
  });

  it('is void at once where no time is left for a second one', async () => {
    const dispute = await judged(p, await disputedJob(p), 3n);
    await voted(p, dispute, split(dispute));
    await time.setNextBlockTimestamp((await stored(dispute)).openedAt + maxDurationSeconds);
    await end(dispute);
    await expectEnd(p, dispute, OUTCOME.Void, JOB_STATE.Void);
  });

  it('loses a slice each where all of it was silent', async () => {
    const dispute = await judged(p, await disputedJob(p), 3n);
    await voted(p, dispute, Array<Vote>(5).fill('silent'));
    expect(await endMoved(p, dispute)).toEqual({
      ledgers: { staked: -5n * SLICE },
      burnt: { credit: 5n * SLICE },
      ...jurors([0, 1, 2, 3, 4], CUT),
    });
  });

  it('lets an accepted job keep its payment when it is void', async () => {
    const job = await disputedJob(p);
    await p.escrow.write.accept([...about(job)], by('requester'));
    const dispute = await opened(p, await challenged(p, job, 3n));
    await time.increase(maxDurationSeconds);
    expect(await endMoved(p, dispute)).toEqual({
      ledgers: { escrowed: -STAKED },
      node: { locked: -BOND },
      challenger: { credit: STAKED },
    });
    await expectEnd(p, dispute, OUTCOME.Void, JOB_STATE.Settled);
  });
});

describe('the longest duration', () => {
  it('voids a dispute that nobody drew a jury for, to the second', async () => {
    const dispute = await opened(p, await challenged(p, await disputedJob(p), 3n));
    const cap = (await stored(dispute)).openedAt + maxDurationSeconds;
    await time.setNextBlockTimestamp(cap - 1);
    const facts = [dispute.job.jobId, 3n, BigInt(cap)] as const;
    await assert.reverts(end(dispute), p.disputes, 'Disputes_TooEarly', [...facts]);
    await time.setNextBlockTimestamp(cap);
    await end(dispute);
    await expectEnd(p, dispute, OUTCOME.Void, JOB_STATE.Void);
  });

  it('frees a jury that had no time to vote, or to get its keys', async () => {
    for (const isPrivate of [false, true]) {
      const waiting = await opened(p, await challenged(p, await disputedJob(p, { isPrivate }), 3n));
      await time.increaseTo((await stored(waiting)).openedAt + maxDurationSeconds - 20);
      const dispute = await drawn(p, waiting);
      await time.increase(20);
      expect(await endMoved(p, dispute)).toEqual({
        ledgers: { escrowed: -STAKED - PRICE },
        requester: { credit: PRICE },
        node: { locked: -BOND },
        challenger: { credit: STAKED },
        ...jurors([0, 1, 2, 3, 4], FREED),
      });
      await expectEnd(p, dispute, OUTCOME.Void, JOB_STATE.Void);
    }
  });

  it('does not undo what a jury has found', async () => {
    const dispute = await judged(p, await disputedJob(p), 3n);
    await voted(p, dispute, Array<Vote>(5).fill(right(dispute)));
    await time.increase(maxDurationSeconds);
    await end(dispute);
    await expectEnd(p, dispute, OUTCOME.Upheld, JOB_STATE.Submitted);
  });
});

describe('a job that another dispute has ended', () => {
  /** Ends the job by a leaf that stays closed; the other disputes are where `before` left them. */
  async function ended(job: DisputedJob) {
    const silent = await challenged(p, job, 0n);
    return async () => {
      await time.increaseTo((await stored(silent)).phaseEndsAt);
      await end(silent);
    };
  }

  it('makes a dispute moot that has no jury at work: bonds go back', async () => {
    const job = await disputedJob(p, { isPrivate: true });
    const finish = await ended(job);
    const opening = await challenged(p, job, 1n);
    const drawing = await opened(p, await challenged(p, job, 2n));
    const keys = await judged(p, job, 3n);
    await finish();
    for (const dispute of [opening, drawing]) {
      expect(await endMoved(p, dispute)).toEqual({
        ledgers: { escrowed: -STAKED },
        challenger: { credit: STAKED },
      });
      await expectEnd(p, dispute, OUTCOME.Moot, JOB_STATE.Refunded);
    }
    expect(await endMoved(p, keys)).toEqual({
      ledgers: { escrowed: -STAKED },
      challenger: { credit: STAKED },
      ...jurors([0, 1, 2, 3, 4], FREED),
    });
    expect((await jobOf(job)).review.openDisputes).toBe(0);
  });

  it('hears a jury that votes: a challenger who was wrong pays all the same', async () => {
    const job = await disputedJob(p);
    const finish = await ended(job);
    const dispute = await judged(p, job, 3n);
    await finish();
    const { revealEndsAt } = await stored(dispute);
    const facts = [job.jobId, 3n, BigInt(revealEndsAt)] as const;
    await assert.reverts(end(dispute), p.disputes, 'Disputes_TooEarly', [...facts]);
    await voted(p, dispute, [...Array<Vote>(4).fill(right(dispute)), wrong()]);
    expect(await endMoved(p, dispute)).toEqual({
      ledgers: { escrowed: -STAKED, staked: -SLICE },
      node: { credit: STAKED - 4n * FEE },
      burnt: { credit: SLICE },
      ...jurors([0, 1, 2, 3], PAID),
      'juror 4': CUT,
    });
    await expectEnd(p, dispute, OUTCOME.Upheld, JOB_STATE.Refunded);
  });

  it('takes no slice of a jury without a result, and draws no other', async () => {
    const job = await disputedJob(p);
    const finish = await ended(job);
    const dispute = await judged(p, job, 3n);
    await finish();
    await voted(p, dispute, [right(dispute), wrong(), 'silent', 'unrevealed', UNAVAILABLE]);
    expect(await endMoved(p, dispute)).toEqual({
      ledgers: { escrowed: -STAKED },
      challenger: { credit: STAKED },
      ...jurors([0, 1, 2, 3, 4], FREED),
    });
    await expectEnd(p, dispute, OUTCOME.Moot, JOB_STATE.Refunded);
  });

  it('gives the bond back to a challenger who was right too late', async () => {
    const job = await disputedJob(p);
    const finish = await ended(job);
    const dispute = await judged(p, job, 3n);
    await finish();
    await voted(p, dispute, [wrong(), wrong(), wrong(), wrong(), right(dispute)]);
    expect(await endMoved(p, dispute)).toEqual({
      ledgers: { escrowed: -STAKED, staked: -SLICE },
      challenger: { credit: STAKED },
      burnt: { credit: SLICE },
      ...jurors([0, 1, 2, 3], FREED),
      'juror 4': CUT,
    });
    await expectEnd(p, dispute, OUTCOME.Moot, JOB_STATE.Refunded);
  });
});
