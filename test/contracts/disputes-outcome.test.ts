import { classId } from '@cultivar/sdk/spec';
import { parseEther } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { assert } from './support/assert.ts';
import { digest } from './support/digest.ts';
import {
  CUT,
  endMoved,
  expectEnd,
  FREED,
  jurors,
  PAID,
  refuted,
  right,
  wrong,
} from './support/dispute-ending.ts';
import {
  about,
  challenged,
  DELIVERY_RIGHT,
  DELIVERY_WRONG,
  deliveryChallenged,
  drawn,
  judged,
  opened,
  resolve,
  voted,
} from './support/dispute-play.ts';
import type { Dispute, Vote } from './support/dispute-play.ts';
import { CLASS_STATUS, disputeStage, PARAMETERS } from './support/dispute-stage.ts';
import type { DisputeStage } from './support/dispute-stage.ts';
import { JOB_STATE, OUTCOME, PHASE } from './support/dispute-words.ts';
import { BOND, disputedJob, PRICE } from './support/disputed-job.ts';
import type { DisputedJob } from './support/disputed-job.ts';
import type { Change } from './support/money-moved.ts';
import { chain, CLASS_NAME } from './support/protocol.ts';
import { UNAVAILABLE } from './support/trace.ts';
import type { Finding } from './support/trace.ts';

const { time } = chain.networkHelpers;
const {
  challengeBondWei: STAKED,
  juryFeeWei: FEE,
  bountyWei: BOUNTY,
  sliceWei: SLICE,
  openingWindowSeconds,
  maxDurationSeconds,
} = PARAMETERS.disputes;
const CLASS = classId(CLASS_NAME);

let p: DisputeStage;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(disputeStage);
});
const by = (name: keyof DisputeStage['accounts']) => ({ account: p.accounts[name].account });
const address = (name: keyof DisputeStage['accounts']) => p.accounts[name].account.address;
const stored = ({ job, index }: Dispute) => p.disputes.read.disputeOf([job.jobId, index]);
const jobOf = ({ jobId }: DisputedJob) => p.escrow.read.jobOf([jobId]);
const end = (dispute: Dispute) => resolve(p, dispute);

describe('a leaf that the jury recomputes', () => {
  it('stands: the challenger’s bond pays the jury and the node', async () => {
    const job = await disputedJob(p);
    const dispute = await judged(p, job, 3n);
    await voted(p, dispute, Array<Vote>(5).fill(right(dispute)));
    expect(await endMoved(p, dispute)).toEqual({
      ledgers: { escrowed: -STAKED },
      node: { credit: STAKED - 5n * FEE },
      ...jurors([0, 1, 2, 3, 4], PAID),
    });
    await expectEnd(p, dispute, OUTCOME.Upheld, JOB_STATE.Submitted);
  });

  it('stands with three of five; whoever was silent or wrong loses a slice', async () => {
    const job = await disputedJob(p);
    const dispute = await judged(p, job, 0n);
    await voted(p, dispute, [right(dispute), wrong(), right(dispute), 'unrevealed', right(dispute)]);
    const call = end(dispute);
    const { jury } = dispute;
    for (const place of [1, 3]) {
      const facts = [job.jobId, 0n, jury.first[place]!, SLICE] as const;
      await assert.emits(call, p.disputes, 'JurorSlashed', [...facts]);
    }
    await assert.emits(call, p.disputes, 'DisputeEnded', [job.jobId, 0n, OUTCOME.Upheld]);
  });

  it('pays to the wei where two are at fault', async () => {
    const dispute = await judged(p, await disputedJob(p), 7n);
    await voted(p, dispute, [right(dispute), wrong(), right(dispute), 'silent', right(dispute)]);
    expect(await endMoved(p, dispute)).toEqual({
      ledgers: { escrowed: -STAKED, staked: -2n * SLICE },
      node: { credit: STAKED - 3n * FEE },
      burnt: { credit: 2n * SLICE },
      'juror 0': PAID,
      'juror 1': CUT,
      'juror 2': PAID,
      'juror 3': CUT,
      'juror 4': PAID,
    });
  });

  it('leaves the job disputed while another dispute is open, then lets it be finalized', async () => {
    const job = await disputedJob(p);
    const waiting = await challenged(p, job, 5n);
    const dispute = await judged(p, job, 3n);
    await voted(p, dispute, Array<Vote>(5).fill(right(dispute)));
    await end(dispute);
    await expectEnd(p, dispute, OUTCOME.Upheld, JOB_STATE.Disputed);
    expect((await jobOf(job)).review.openDisputes).toBe(1);
    await time.increase(openingWindowSeconds);
    await end(waiting);
    await expectEnd(p, waiting, OUTCOME.Refuted, JOB_STATE.Refunded);
  });
});

describe('a leaf that the jury finds wrong', () => {
  const cases: [string, (own: Finding) => Vote[], bigint, Record<string, Change>][] = [
    [
      'is refuted by three alike',
      (own) => [wrong(), wrong(), wrong(), own, 'silent'],
      2n,
      { 'juror 0': PAID, 'juror 1': PAID, 'juror 2': PAID, 'juror 3': CUT, 'juror 4': CUT },
    ],
    [
      'is refuted by three who could not get what they needed',
      (own) => [UNAVAILABLE, own, UNAVAILABLE, UNAVAILABLE, own],
      2n,
      { 'juror 0': PAID, 'juror 1': CUT, 'juror 2': PAID, 'juror 3': PAID, 'juror 4': CUT },
    ],
    [
      'cannot be saved by serving half of the jury',
      (own) => [wrong(), UNAVAILABLE, wrong(), own, wrong('third')],
      2n,
      { 'juror 0': PAID, 'juror 1': PAID, 'juror 2': PAID, 'juror 3': CUT, 'juror 4': CUT },
    ],
  ];
  for (const [name, votesOf, slices, changes] of cases) {
    it(`${name}, in a job that is not paid yet`, async () => {
      const dispute = await judged(p, await disputedJob(p), 3n);
      await voted(p, dispute, votesOf(right(dispute)));
      expect(await endMoved(p, dispute)).toEqual({
        ledgers: { escrowed: -STAKED - PRICE, staked: -BOND - slices * SLICE },
        requester: { credit: PRICE },
        ...refuted(3n, slices),
        ...changes,
      });
      await expectEnd(p, dispute, OUTCOME.Refuted, JOB_STATE.Refunded);
    });
  }

  it('compensates a requester who had paid, out of the node’s bond', async () => {
    const job = await disputedJob(p);
    await p.escrow.write.accept([...about(job)], by('requester'));
    const dispute = await judged(p, job, 3n);
    await voted(p, dispute, Array<Vote>(5).fill(wrong()));
    expect(await endMoved(p, dispute)).toEqual({
      ledgers: { escrowed: -STAKED, staked: -BOND },
      requester: { credit: PRICE },
      ...refuted(5n, 0n, PRICE),
      ...jurors([0, 1, 2, 3, 4], PAID),
    });
    await expectEnd(p, dispute, OUTCOME.Refuted, JOB_STATE.Settled);
  });

  it('compensates with what the bond leaves, where the price was more', async () => {
    const jobs = await p.escrow.read.parametersOf([1n]);
    const disputes = await p.escrow.read.disputeParametersOf([1n]);
    await p.escrow.write.setParameters([{ ...jobs, bondBps: 0 }, disputes, []]);
    const price = parseEther('0.9');
    const job = await disputedJob(p, { segments: 64, price });
    await p.escrow.write.accept([...about(job)], by('requester'));
    const dispute = await judged(p, job, 3n);
    await voted(p, dispute, Array<Vote>(5).fill(wrong()));
    const left = BOND - 5n * FEE - BOUNTY;
    expect(await endMoved(p, dispute)).toMatchObject({ requester: { credit: left }, node: { stake: -BOND } });
  });

  it('counts against the node although the class was retired meanwhile', async () => {
    const dispute = await judged(p, await disputedJob(p), 3n);
    await voted(p, dispute, Array<Vote>(5).fill(wrong()));
    await p.nodes.write.setClassStatus([CLASS, CLASS_STATUS.Retired]);
    await end(dispute);
    await expectEnd(p, dispute, OUTCOME.Refuted, JOB_STATE.Refunded);
  });

  it('is nobody’s fault where the class was demoted meanwhile; only silence costs', async () => {
    const dispute = await judged(p, await disputedJob(p), 3n);
    await voted(p, dispute, [wrong(), wrong(), wrong(), right(dispute), 'silent']);
    await p.nodes.write.setClassStatus([CLASS, CLASS_STATUS.Provisional]);
    expect(await endMoved(p, dispute)).toEqual({
      ledgers: { escrowed: -STAKED - PRICE, staked: -SLICE },
      requester: { credit: PRICE },
      node: { locked: -BOND },
      challenger: { credit: STAKED },
      burnt: { credit: SLICE },
      ...jurors([0, 1, 2, 3], FREED),
      'juror 4': CUT,
    });
    await expectEnd(p, dispute, OUTCOME.Void, JOB_STATE.Void);
  });
});

describe('a node that keeps silent', () => {
  it('is refuted when its leaf stays closed', async () => {
    const dispute = await challenged(p, await disputedJob(p), 3n);
    const { phaseEndsAt } = await stored(dispute);
    await time.setNextBlockTimestamp(phaseEndsAt - 1);
    const facts = [dispute.job.jobId, 3n, BigInt(phaseEndsAt)] as const;
    await assert.reverts(end(dispute), p.disputes, 'Disputes_TooEarly', [...facts]);
    await time.setNextBlockTimestamp(phaseEndsAt);
    expect(await endMoved(p, dispute)).toEqual({
      ledgers: { escrowed: -STAKED - PRICE, staked: -BOND },
      requester: { credit: PRICE },
      ...refuted(0n, 0n),
    });
    await expectEnd(p, dispute, OUTCOME.Refuted, JOB_STATE.Refunded);
  });

  it('is refuted when its jury gets no keys, which frees the jury', async () => {
    const dispute = await judged(p, await disputedJob(p, { isPrivate: true }), 3n);
    const { phaseEndsAt } = await stored(dispute);
    const facts = [dispute.job.jobId, 3n, BigInt(phaseEndsAt)] as const;
    await assert.reverts(end(dispute), p.disputes, 'Disputes_TooEarly', [...facts]);
    await time.setNextBlockTimestamp(phaseEndsAt);
    expect(await endMoved(p, dispute)).toEqual({
      ledgers: { escrowed: -STAKED - PRICE, staked: -BOND },
      requester: { credit: PRICE },
      ...refuted(0n, 0n),
      ...jurors([0, 1, 2, 3, 4], FREED),
    });
  });

  it('gains nothing by waiting for the longest duration', async () => {
    const dispute = await challenged(p, await disputedJob(p), 3n);
    await time.increase(maxDurationSeconds + 1);
    await end(dispute);
    await expectEnd(p, dispute, OUTCOME.Refuted, JOB_STATE.Refunded);
  });
});

describe('a delivery', () => {
  const answer = ({ job }: Dispute, proof: Finding['proof']): Finding => ({
    stateHash: job.submission.deliveryDigest,
    proof,
  });

  it('stands or falls by what jurors read with the requester’s key, in both rounds', async () => {
    const right = await drawn(p, await deliveryChallenged(p, await disputedJob(p, { isPrivate: true })));
    await voted(p, right, Array<Vote>(5).fill(answer(right, DELIVERY_RIGHT)));
    await end(right);
    await expectEnd(p, right, OUTCOME.Upheld, JOB_STATE.Submitted);

    const wrong = await drawn(p, await deliveryChallenged(p, await disputedJob(p, { isPrivate: true })));
    await voted(p, wrong, Array<Vote>(5).fill('silent'));
    await end(wrong);
    const again = await drawn(p, wrong);
    await voted(p, again, Array<Vote>(11).fill(answer(again, DELIVERY_WRONG)));
    await end(again);
    await expectEnd(p, again, OUTCOME.Refuted, JOB_STATE.Refunded);
  });

  it('can be judged in mode Accept too', async () => {
    const job = await disputedJob(p, { isPrivate: true, mode: 0 });
    const dispute = await drawn(p, await deliveryChallenged(p, job));
    await voted(p, dispute, Array<Vote>(5).fill(answer(dispute, DELIVERY_WRONG)));
    await end(dispute);
    await expectEnd(p, dispute, OUTCOME.Refuted, JOB_STATE.Refunded);
  });
});

describe('resolve', () => {
  it('says from when on it can be called', async () => {
    const dispute = await judged(p, await disputedJob(p), 3n);
    const { revealEndsAt } = await stored(dispute);
    const facts = [dispute.job.jobId, 3n, BigInt(revealEndsAt)] as const;
    await time.setNextBlockTimestamp(revealEndsAt - 1);
    await assert.reverts(end(dispute), p.disputes, 'Disputes_TooEarly', [...facts]);
    await time.setNextBlockTimestamp(revealEndsAt);
    await end(dispute);
  });

  it('is for an open dispute, with what was drawn and agreed', async () => {
    const job = await disputedJob(p);
    const none = {
      job,
      index: 3n,
      jury: { challenger: address('stranger'), leaf: digest('x'), first: [], second: [] },
    };
    await assert.reverts(end(none), p.disputes, 'Disputes_WrongPhase', [
      job.jobId,
      3n,
      PHASE.None,
      PHASE.Voting,
    ]);
    const dispute = await judged(p, job, 3n);
    const forged = { ...dispute, jury: { ...dispute.jury, second: dispute.jury.first } };
    await assert.reverts(end(forged), p.disputes, 'Disputes_JuryMismatch', [job.jobId, 3n]);
    const strange = {
      ...dispute,
      job: { ...job, submission: { ...job.submission, traceRoot: digest('x') } },
    };
    await assert.reverts(end(strange), p.disputes, 'Disputes_TermsMismatch', [job.jobId]);
    await voted(p, dispute, Array<Vote>(5).fill(right(dispute)));
    await end(dispute);
    const facts = [job.jobId, 3n, PHASE.Ended, PHASE.Voting] as const;
    await assert.reverts(end(dispute), p.disputes, 'Disputes_WrongPhase', [...facts]);
  });

  it('and all that leads to it go on while everything is paused', async () => {
    const job = await disputedJob(p);
    const idle = await opened(p, await challenged(p, await disputedJob(p), 3n));
    await p.escrow.write.pause();
    await p.nodes.write.pause();
    const first = await judged(p, job, 3n);
    await voted(p, first, [right(first), right(first), wrong('a'), wrong('b'), 'silent']);
    await end(first);
    const dispute = await drawn(p, first);
    await voted(p, dispute, Array<Vote>(11).fill(wrong()));
    await end(dispute);
    await expectEnd(p, dispute, OUTCOME.Refuted, JOB_STATE.Refunded);
    await time.increase(maxDurationSeconds);
    await end(idle);
    await expectEnd(p, idle, OUTCOME.Void, JOB_STATE.Void);
  });
});
