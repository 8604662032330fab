import { classId, traceLeafHash } from '@cultivar/sdk/spec';
import { parseEventLogs } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { assert } from './support/assert.ts';
import { digest } from './support/digest.ts';
import { about, challenged, DELIVERY, judged, opened, resolve, voted } from './support/dispute-play.ts';
import { JOB_STATE, KIND, MODE, PHASE } from './support/dispute-words.ts';
import { CLASS_STATUS, disputeStage, PARAMETERS } from './support/dispute-stage.ts';
import type { DisputeStage } from './support/dispute-stage.ts';
import { disputedJob } from './support/disputed-job.ts';
import type { DisputedJob } from './support/disputed-job.ts';
import { chain, CLASS_NAME, NATIVE } from './support/protocol.ts';
import { knownTrace, ZERO } from './support/trace.ts';

const { mine, time } = chain.networkHelpers;
const BOND = PARAMETERS.disputes.challengeBondWei;
const OPENING = PARAMETERS.disputes.openingWindowSeconds;
const WINDOW = PARAMETERS.jobs.challengeWindowSeconds;
const CLASS = classId(CLASS_NAME);

let p: DisputeStage;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(disputeStage);
});
const by = (name: keyof DisputeStage['accounts']) => ({ account: p.accounts[name].account });
const address = (name: keyof DisputeStage['accounts']) => p.accounts[name].account.address;
const challenge = (job: DisputedJob, index: bigint, value = BOND) =>
  p.disputes.write.challenge([...about(job), index], { ...by('stranger'), value });
const windowEnd = async ({ jobId }: DisputedJob) => (await p.escrow.read.jobOf([jobId])).submittedAt + WINDOW;
const disputable = (state: number, mode: number, job: DisputedJob) => [job.jobId, state, mode] as const;

describe('challenge', () => {
  it('names the leaf, holds the bond and gives the node time to open it', async () => {
    const job = await disputedJob(p);
    for (const [index, kind] of [
      [0n, KIND.Init],
      [3n, KIND.Step],
      [7n, KIND.Export],
    ] as const) {
      const before = await p.treasury.read.escrowed([NATIVE]);
      const call = challenge(job, index);
      const now = await call.then(() => time.latest());
      await assert.emits(call, p.disputes, 'ChallengeOpened', [
        job.jobId,
        index,
        address('stranger'),
        kind,
        BOND,
        false,
        BigInt(now + OPENING),
      ]);
      expect(await p.treasury.read.escrowed([NATIVE])).toBe(before + BOND);
      expect(await p.disputes.read.disputeOf([job.jobId, index])).toMatchObject({
        phase: PHASE.Opening,
        round: 0,
        fromStake: false,
        phaseEndsAt: now + OPENING,
        openedAt: now,
        ticketCount: 17 * 5,
      });
    }
    const { state, review } = await p.escrow.read.jobOf([job.jobId]);
    expect([state, review.openDisputes]).toEqual([JOB_STATE.Disputed, 3]);
  });

  it('refuses terms or a submission that are not the job’s', async () => {
    const job = await disputedJob(p);
    const other = { ...job, submission: { ...job.submission, traceRoot: digest('another') } };
    await assert.reverts(challenge(other, 1n), p.disputes, 'Disputes_TermsMismatch', [job.jobId]);
    const dearer = { ...job, terms: { ...job.terms, requestedAt: job.terms.requestedAt + 1 } };
    await assert.reverts(challenge(dearer, 1n), p.disputes, 'Disputes_TermsMismatch', [job.jobId]);
    const unknown = { ...job, jobId: 9n };
    await assert.reverts(challenge(unknown, 1n), p.disputes, 'Disputes_TermsMismatch', [9n]);
  });

  it('is for jobs that are judged by recomputation', async () => {
    const job = await disputedJob(p, { mode: MODE.Accept });
    const facts = disputable(JOB_STATE.Submitted, MODE.Accept, job);
    await assert.reverts(challenge(job, 1n), p.disputes, 'Disputes_NotDisputable', [...facts]);
  });

  it('reaches a job that was accepted, until its bond is free', async () => {
    const job = await disputedJob(p);
    await p.escrow.write.accept([...about(job)], by('requester'));
    await challenge(job, 1n);
    expect((await p.escrow.read.jobOf([job.jobId])).review.openDisputes).toBe(1);

    const done = await disputedJob(p);
    await p.escrow.write.accept([...about(done)], by('requester'));
    await time.increase(WINDOW);
    await p.escrow.write.releaseBond([...about(done)]);
    const facts = disputable(JOB_STATE.Settled, MODE.Audit, done);
    await assert.reverts(challenge(done, 1n), p.disputes, 'Disputes_NotDisputable', [...facts]);
  });

  it('ends with the window, to the second', async () => {
    const job = await disputedJob(p);
    const end = await windowEnd(job);
    await time.setNextBlockTimestamp(end - 1);
    await challenge(job, 1n);
    await time.setNextBlockTimestamp(end);
    await assert.reverts(challenge(job, 2n), p.disputes, 'Disputes_WindowOver', [job.jobId, BigInt(end)]);
  });

  it('refuses leaves that the trace does not have', async () => {
    const job = await disputedJob(p);
    for (const index of [8n, DELIVERY, 2n ** 256n - 1n]) {
      const call = challenge(job, index);
      await assert.reverts(call, p.disputes, 'Disputes_UnknownLeaf', [job.jobId, index, 8n]);
    }
  });

  it('takes exactly the bond', async () => {
    const job = await disputedJob(p);
    for (const value of [0n, BOND - 1n, BOND + 1n]) {
      await assert.reverts(challenge(job, 1n, value), p.disputes, 'Disputes_WrongBond', [BOND, value]);
    }
  });

  it('is one for each leaf, for ever', async () => {
    const job = await disputedJob(p);
    const first = await judged(p, job, 3n);
    await assert.reverts(challenge(job, 3n), p.disputes, 'Disputes_AlreadyChallenged', [job.jobId, 3n]);
    await voted(p, first, Array(5).fill(job.trace.finding(3, 'first')));
    await resolve(p, first);

    const again = await disputedJob(p);
    const held = await opened(p, await challenged(p, again, 0n));
    await challenge(again, 1n);
    await assert.reverts(challenge(again, 0n), p.disputes, 'Disputes_AlreadyChallenged', [again.jobId, 0n]);
    expect(held.jury.leaf).toBe(again.trace.leaves[0]!.hash);
  });

  it('needs a class in which a mismatch is proof, however many nodes are left in it', async () => {
    const job = await disputedJob(p);
    for (const juror of p.jurors) await p.nodes.write.leaveClass([CLASS], { account: juror.account });
    const late = await time.latest();
    expect(late).toBeLessThan(await windowEnd(job));
    await challenge(job, 1n);

    await p.nodes.write.setClassStatus([CLASS, CLASS_STATUS.Retired]);
    await challenge(job, 2n);
    await p.nodes.write.setClassStatus([CLASS, CLASS_STATUS.Provisional]);
    const facts = [CLASS, CLASS_STATUS.Provisional] as const;
    await assert.reverts(challenge(job, 3n), p.disputes, 'Disputes_ClassNotSlashable', [...facts]);
  });

  it('is not stopped by any pause', async () => {
    const job = await disputedJob(p);
    await p.escrow.write.pause();
    await p.nodes.write.pause();
    await challenge(job, 1n);
  });
});

describe('challengeDelivery', () => {
  const KEY = digest('private key');
  const dispute = (job: DisputedJob, who: 'requester' | 'stranger' = 'requester', value = BOND) =>
    p.disputes.write.challengeDelivery([...about(job), KEY], { ...by(who), value });

  it('shows the requester’s key and goes straight to a jury', async () => {
    for (const mode of [MODE.Audit, MODE.Accept]) {
      const job = await disputedJob(p, { isPrivate: true, mode });
      const hash = await dispute(job);
      const { logs, blockNumber } = await p.publicClient.getTransactionReceipt({ hash });
      const events = parseEventLogs({ abi: p.disputes.abi, logs });
      expect(events.map(({ eventName }) => eventName)).toEqual([
        'ChallengeOpened',
        'DeliveryKeyRevealed',
        'LeavesOpened',
      ]);
      expect(events[0]!.args).toMatchObject({ index: DELIVERY, kind: KIND.Delivery, openingEndsAt: 0n });
      expect(events[1]!.args).toEqual({ jobId: job.jobId, key: KEY });
      expect(events[2]!.args).toMatchObject({ seedBlock: blockNumber + 2n, stateBefore: ZERO });
      expect((await p.disputes.read.disputeOf([job.jobId, DELIVERY])).phase).toBe(PHASE.Drawing);
    }
  });

  it('is for the requester of a private job, within the window, with the bond, once', async () => {
    const open = await disputedJob(p);
    await assert.reverts(dispute(open), p.disputes, 'Disputes_NothingDelivered', [open.jobId]);
    const job = await disputedJob(p, { isPrivate: true });
    await assert.reverts(dispute(job, 'stranger'), p.disputes, 'Disputes_NotRequester', [
      job.jobId,
      address('stranger'),
      address('requester'),
    ]);
    const short = dispute(job, 'requester', BOND - 1n);
    await assert.reverts(short, p.disputes, 'Disputes_WrongBond', [BOND, BOND - 1n]);
    await dispute(job);
    await assert.reverts(dispute(job), p.disputes, 'Disputes_AlreadyChallenged', [job.jobId, DELIVERY]);

    const late = await disputedJob(p, { isPrivate: true });
    const end = await windowEnd(late);
    await time.setNextBlockTimestamp(end);
    await assert.reverts(dispute(late), p.disputes, 'Disputes_WindowOver', [late.jobId, BigInt(end)]);
    await p.escrow.write.finalize([...about(late)]);
    const facts = disputable(JOB_STATE.Settled, MODE.Audit, late);
    await assert.reverts(dispute(late), p.disputes, 'Disputes_NotDisputable', [...facts]);
  });

  it('needs a class in which a mismatch is proof', async () => {
    const job = await disputedJob(p, { isPrivate: true });
    await p.nodes.write.setClassStatus([CLASS, CLASS_STATUS.Provisional]);
    const facts = [CLASS, CLASS_STATUS.Provisional] as const;
    await assert.reverts(dispute(job), p.disputes, 'Disputes_ClassNotSlashable', [...facts]);
  });
});

describe('open', () => {
  const open = (dispute: Awaited<ReturnType<typeof challenged>>, changes: object = {}) => {
    const { job, index, jury } = dispute;
    const opening = { ...job.trace.opening(Number(index)), ...changes };
    return p.disputes.write.open([...about(job), index, jury, opening], by('buyer'));
  };

  it('binds every kind of leaf, and names the block that draws the jury', async () => {
    for (const segments of [2, 5, 8]) {
      const job = await disputedJob(p, { segments });
      for (let index = 0; index < segments; index++) {
        const dispute = await challenged(p, job, BigInt(index));
        const call = open(dispute);
        await call;
        const seedBlock = (await p.publicClient.getBlockNumber()) + 2n;
        const { leaf, stateBefore, sealBefore, exportSeal } = job.trace.opening(index);
        const facts = [leaf, stateBefore, sealBefore, exportSeal, seedBlock] as const;
        await assert.emits(call, p.disputes, 'LeavesOpened', [job.jobId, BigInt(index), ...facts]);
        const stored = await p.disputes.read.disputeOf([job.jobId, BigInt(index)]);
        expect(stored).toMatchObject({ phase: PHASE.Drawing, seedBlock: Number(seedBlock), phaseEndsAt: 0 });
      }
    }
  });

  it('refuses a leaf that is not below the root', async () => {
    const job = await disputedJob(p);
    const dispute = await challenged(p, job, 3n);
    const path = job.trace.path(3);
    const leaf = digest('another leaf');
    await assert.reverts(open(dispute, { leaf }), p.disputes, 'Disputes_LeafNotInTrace', [
      job.jobId,
      3n,
      leaf,
    ]);
    const own = job.trace.leaves[3]!.hash;
    for (const wrong of [path.slice(1), [...path, ZERO], []]) {
      const call = open(dispute, { path: wrong });
      await assert.reverts(call, p.disputes, 'Disputes_LeafNotInTrace', [job.jobId, 3n, own]);
    }
    const elsewhere = job.trace.leaves[4]!.hash;
    const moved = open(dispute, { leaf: elsewhere, path: job.trace.path(4) });
    await assert.reverts(moved, p.disputes, 'Disputes_LeafNotInTrace', [job.jobId, 3n, elsewhere]);
  });

  it('refuses a step that does not start from the leaf before', async () => {
    const job = await disputedJob(p);
    const dispute = await challenged(p, job, 3n);
    for (const changes of [
      { stateBefore: digest('another state') },
      { sealBefore: digest('another seal') },
      { pathBefore: job.trace.path(1) },
    ]) {
      const { stateBefore, sealBefore } = { ...job.trace.opening(3), ...changes };
      const before = traceLeafHash({ jobId: job.jobId, index: 2, stateHash: stateBefore, seal: sealBefore });
      const facts = [job.jobId, 2n, before] as const;
      await assert.reverts(open(dispute, changes), p.disputes, 'Disputes_LeafNotInTrace', [...facts]);
    }
  });

  it('refuses an export whose state is not the result', async () => {
    const job = await disputedJob(p, { endsElsewhere: true });
    const dispute = await challenged(p, job, 7n);
    const leaf = job.trace.leaves[7]!.hash;
    const { resultDigest } = job.submission;
    await assert.reverts(open(dispute), p.disputes, 'Disputes_NotTheResult', [job.jobId, leaf, resultDigest]);

    const honest = await disputedJob(p);
    const other = open(await challenged(p, honest, 7n), { exportSeal: digest('another seal') });
    const own = honest.trace.leaves[7]!.hash;
    const facts = [honest.jobId, own, honest.submission.resultDigest] as const;
    await assert.reverts(other, p.disputes, 'Disputes_NotTheResult', [...facts]);
  });

  it('is in time until the window ends, to the second', async () => {
    const job = await disputedJob(p);
    const [first, second] = [await challenged(p, job, 1n), await challenged(p, job, 2n)];
    const { phaseEndsAt } = await p.disputes.read.disputeOf([job.jobId, 2n]);
    await time.setNextBlockTimestamp(phaseEndsAt - 1);
    await open(second);
    await time.setNextBlockTimestamp(phaseEndsAt);
    const { phaseEndsAt: ended } = await p.disputes.read.disputeOf([job.jobId, 1n]);
    await assert.reverts(open(first), p.disputes, 'Disputes_TooLate', [job.jobId, 1n, BigInt(ended)]);
  });

  it('is for a dispute that waits for it, as it was opened', async () => {
    const job = await disputedJob(p);
    const dispute = await challenged(p, job, 3n);
    const forged = { ...dispute, jury: { ...dispute.jury, challenger: address('publisher') } };
    await assert.reverts(open(forged), p.disputes, 'Disputes_JuryMismatch', [job.jobId, 3n]);
    const other = {
      ...dispute,
      job: { ...job, submission: { ...job.submission, resultDigest: digest('x') } },
    };
    await assert.reverts(open(other), p.disputes, 'Disputes_TermsMismatch', [job.jobId]);
    await open(dispute);
    const facts = [job.jobId, 3n, PHASE.Drawing, PHASE.Opening] as const;
    await assert.reverts(open(dispute), p.disputes, 'Disputes_WrongPhase', [...facts]);
    const none = open({ ...dispute, index: 5n });
    await assert.reverts(none, p.disputes, 'Disputes_WrongPhase', [job.jobId, 5n, PHASE.None, PHASE.Opening]);
  });

  it('comes too late when another dispute has ended the job', async () => {
    const job = await disputedJob(p);
    const silent = await challenged(p, job, 1n);
    const { phaseEndsAt } = await p.disputes.read.disputeOf([job.jobId, 1n]);
    await time.increase(30);
    const other = await challenged(p, job, 2n);
    await time.setNextBlockTimestamp(phaseEndsAt);
    await resolve(p, silent);
    const facts = disputable(JOB_STATE.Refunded, MODE.Audit, job);
    await assert.reverts(open(other), p.disputes, 'Disputes_NotDisputable', [...facts]);
  });

  it('cannot be met by a trace of another job', async () => {
    const job = await disputedJob(p);
    const dispute = await challenged(p, job, 3n);
    await mine();
    const copy = knownTrace({ jobId: job.jobId + 1n, segments: 8, resultDigest: digest('x') });
    const { leaf, path } = copy.opening(3);
    await assert.reverts(open(dispute, { leaf, path }), p.disputes, 'Disputes_LeafNotInTrace', [
      job.jobId,
      3n,
      leaf,
    ]);
  });
});
