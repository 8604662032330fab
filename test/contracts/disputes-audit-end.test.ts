import { classId } from '@cultivar/sdk/spec';
import { beforeEach, describe, expect, it } from 'vitest';
import { assert } from './support/assert.ts';
import { digest } from './support/digest.ts';
import { audited, auditMoved, close, drawAudits, drawnAudits, fail, pass } from './support/audit-play.ts';
import type { Draw } from './support/audit-play.ts';
import { endMoved, expectEnd, jurors, PAID, right, wrong } from './support/dispute-ending.ts';
import { about, challenged, drawn, opened, resolve, voted } from './support/dispute-play.ts';
import type { Dispute, Vote } from './support/dispute-play.ts';
import { CLASS_STATUS, disputeStage, PARAMETERS } from './support/dispute-stage.ts';
import type { DisputeStage } from './support/dispute-stage.ts';
import { JOB_STATE, KIND, MODE, OUTCOME } from './support/dispute-words.ts';
import { AUDIT_FEE, BOND, disputedJob, PRICE } from './support/disputed-job.ts';
import type { DisputedJob } from './support/disputed-job.ts';
import { chain, CLASS_NAME } from './support/protocol.ts';
import { ZERO } from './support/trace.ts';

const { mine, time } = chain.networkHelpers;
const {
  challengeBondWei: STAKED,
  juryFeeWei: FEE,
  bountyWei: BOUNTY,
  sliceWei: SLICE,
  auditWindowSeconds,
  openingWindowSeconds,
  maxDurationSeconds,
} = PARAMETERS.disputes;
const WINDOW = PARAMETERS.jobs.challengeWindowSeconds;
const CLASS = classId(CLASS_NAME);

let p: DisputeStage;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(disputeStage);
});
const by = (name: keyof DisputeStage['accounts']) => ({ account: p.accounts[name].account });
const address = (name: keyof DisputeStage['accounts']) => p.accounts[name].account.address;
const auditsOf = ({ jobId }: DisputedJob) => p.disputes.read.auditsOf([jobId]);
const reviewOf = async ({ jobId }: DisputedJob) => (await p.escrow.read.jobOf([jobId])).review;
/** The first auditor fails the audit, the node opens the leaf, a jury is drawn. */
async function juryOf(draw: Draw): Promise<Dispute> {
  await fail(p, draw, 0);
  const jury = { challenger: draw.auditors[0]!, leaf: ZERO, first: [], second: [] };
  return drawn(p, await opened(p, { job: draw.job, index: BigInt(draw.indices[0]!), jury }));
}
describe('failAudit', () => {
  it('opens a dispute with the auditor’s stake, and shows nothing to be copied', async () => {
    const draw = await audited(p, { audits: 2 });
    const index = BigInt(draw.indices[0]!);
    const kind = index === 0n ? KIND.Init : index === 7n ? KIND.Export : KIND.Step;
    const call = fail(p, draw, 0);
    await call;
    const endsAt = BigInt((await time.latest()) + openingWindowSeconds);
    const [auditor] = draw.auditors;
    await assert.emits(call, p.disputes, 'AuditFailed', [draw.job.jobId, index, auditor!]);
    const facts = [draw.job.jobId, index, auditor!, kind, STAKED, true, endsAt] as const;
    await assert.emits(call, p.disputes, 'ChallengeOpened', [...facts]);
    expect(await reviewOf(draw.job)).toMatchObject({ openAudits: 1, openDisputes: 1 });
    expect((await p.nodes.read.nodeOf([auditor!])).locked).toBe(STAKED);
  });

  it('costs an auditor who was wrong its bond', async () => {
    const draw = await audited(p);
    const dispute = await juryOf(draw);
    await voted(p, dispute, Array<Vote>(5).fill(right(dispute)));
    expect(await endMoved(p, dispute)).toEqual({
      ledgers: { staked: -STAKED },
      challenger: { stake: -STAKED, locked: -STAKED },
      node: { credit: STAKED - 5n * FEE },
      ...jurors([0, 1, 2, 3, 4], PAID),
    });
    await expectEnd(p, dispute, OUTCOME.Upheld, JOB_STATE.Submitted);
  });

  it('earns an auditor who was right the bounty', async () => {
    const draw = await audited(p);
    const dispute = await juryOf(draw);
    await voted(p, dispute, Array<Vote>(5).fill(wrong()));
    expect(await endMoved(p, dispute)).toEqual({
      ledgers: { escrowed: -PRICE - AUDIT_FEE, staked: -BOND },
      requester: { credit: PRICE + AUDIT_FEE },
      node: { stake: -BOND, locked: -BOND },
      challenger: { credit: BOUNTY, locked: -STAKED },
      burnt: { credit: BOND - BOUNTY - 5n * FEE },
      ...jurors([0, 1, 2, 3, 4], PAID),
    });
    await expectEnd(p, dispute, OUTCOME.Refuted, JOB_STATE.Refunded);
  });

  it('opens no second dispute about a leaf, and none in a class that proves nothing', async () => {
    const draw = await audited(p, { audits: 2 });
    await challenged(p, draw.job, BigInt(draw.indices[0]!));
    expect(await auditMoved(p, draw, () => fail(p, draw, 0))).toEqual({
      ledgers: {},
      'auditor 0': { locked: -STAKED },
    });
    await p.nodes.write.setClassStatus([CLASS, CLASS_STATUS.Provisional]);
    expect(await auditMoved(p, draw, () => fail(p, draw, 1))).toEqual({
      ledgers: {},
      'auditor 1': { locked: -STAKED },
    });
    expect(await reviewOf(draw.job)).toMatchObject({ openAudits: 0, openDisputes: 1 });
  });

  it('comes after the challenge window too, while the audit is open', async () => {
    const job = await disputedJob(p, { audits: 1 });
    await time.increase(WINDOW);
    const draw = await drawnAudits(p, job);
    await fail(p, draw, 0);
    expect((await reviewOf(job)).openDisputes).toBe(1);
    await expect(p.escrow.write.finalize([...about(job)])).rejects.toThrow('JobEscrow_WrongState');
  });
});

describe('postAuditKeys', () => {
  const KEYS = digest('keys');
  const post = ({ job }: Draw, keys = KEYS, who: 'node' | 'stranger' = 'node') =>
    p.disputes.write.postAuditKeys([...about(job), keys], by(who));

  it('gives the auditors of a private job their time', async () => {
    const draw = await audited(p, { isPrivate: true });
    const { endsAt } = await auditsOf(draw.job);
    expect(endsAt).toBe((await time.latest()) + openingWindowSeconds);
    for (const answer of [pass(p, draw, 0), fail(p, draw, 0)]) {
      const facts = [draw.job.jobId, true, BigInt(endsAt)] as const;
      await assert.reverts(answer, p.disputes, 'Disputes_KeysMissing', [...facts]);
    }
    const call = post(draw);
    await call;
    const until = BigInt((await time.latest()) + auditWindowSeconds);
    await assert.emits(call, p.disputes, 'AuditKeysPosted', [draw.job.jobId, KEYS, until]);
    await pass(p, draw, 0);
  });

  it('is the node’s, once, in time, with a digest', async () => {
    const draw = await audited(p, { isPrivate: true });
    const stranger = [draw.job.jobId, address('stranger'), address('node')] as const;
    await assert.reverts(post(draw, KEYS, 'stranger'), p.disputes, 'Disputes_NotNode', [...stranger]);
    await assert.reverts(post(draw, ZERO), p.disputes, 'Disputes_ZeroDigest', []);
    const { endsAt } = await auditsOf(draw.job);
    const snapshot = await chain.networkHelpers.takeSnapshot();
    await time.setNextBlockTimestamp(endsAt);
    await assert.reverts(post(draw), p.disputes, 'Disputes_AuditsOver', [draw.job.jobId, BigInt(endsAt)]);
    await snapshot.restore();
    await post(draw);
    const { endsAt: until } = await auditsOf(draw.job);
    const facts = [draw.job.jobId, false, BigInt(until)] as const;
    await assert.reverts(post(draw), p.disputes, 'Disputes_KeysMissing', [...facts]);
  });

  it('refutes a node that posts none, and frees its auditors', async () => {
    const draw = await audited(p, { audits: 2, isPrivate: true });
    const { endsAt } = await auditsOf(draw.job);
    await time.setNextBlockTimestamp(endsAt - 1);
    await assert.reverts(close(p, draw), p.disputes, 'Disputes_AuditsNotOver', [
      draw.job.jobId,
      BigInt(endsAt),
    ]);
    await time.setNextBlockTimestamp(endsAt);
    expect(await auditMoved(p, draw, () => close(p, draw))).toEqual({
      ledgers: { escrowed: -PRICE - 2n * AUDIT_FEE, staked: -BOND },
      requester: { credit: PRICE + 2n * AUDIT_FEE },
      node: { stake: -BOND, locked: -BOND },
      burnt: { credit: BOND },
      'auditor 0': { locked: -STAKED },
      'auditor 1': { locked: -STAKED },
    });
    const { state, review } = await p.escrow.read.jobOf([draw.job.jobId]);
    expect([state, review.openDisputes, review.openAudits]).toEqual([JOB_STATE.Refunded, 0, 0]);
  });
});

describe('closeAudits', () => {
  it('takes a slice of the silent, draws others once, and ends what they leave undone', async () => {
    const draw = await audited(p, { audits: 2 });
    await pass(p, draw, 0);
    const { endsAt } = await auditsOf(draw.job);
    await time.setNextBlockTimestamp(endsAt);
    expect(await auditMoved(p, draw, () => close(p, draw))).toEqual({
      ledgers: { staked: -SLICE },
      burnt: { credit: SLICE },
      'auditor 1': { stake: -SLICE, locked: -STAKED },
    });
    await assert.reverts(close(p, draw), p.disputes, 'Disputes_NothingDrawn', [draw.job.jobId]);

    const again = await drawnAudits(p, draw.job);
    expect(again.auditors).toHaveLength(1);
    expect(await auditsOf(draw.job)).toMatchObject({ round: 2, pending: 1 });
    await time.increase(auditWindowSeconds);
    const call = close(p, again);
    const silent = [draw.job.jobId, BigInt(again.indices[0]!), again.auditors[0]!, SLICE] as const;
    await assert.emits(call, p.disputes, 'AuditorSilent', [...silent]);
    expect(await reviewOf(draw.job)).toMatchObject({ openAudits: 0, passedAudits: 1 });
    await assert.reverts(drawAudits(p, draw.job), p.disputes, 'Disputes_NoAuditsToDraw', [
      draw.job.jobId,
      2n,
    ]);
    await p.escrow.write.finalize([...about(draw.job)]);
  });

  it('waits for the auditors, to the second, and wants the draw', async () => {
    const draw = await audited(p);
    const { endsAt } = await auditsOf(draw.job);
    await time.setNextBlockTimestamp(endsAt - 1);
    await assert.reverts(close(p, draw), p.disputes, 'Disputes_AuditsNotOver', [
      draw.job.jobId,
      BigInt(endsAt),
    ]);
    const forged = { ...draw, auditors: [address('buyer')] };
    await assert.reverts(close(p, forged), p.disputes, 'Disputes_DrawMismatch', [draw.job.jobId]);
  });

  it('frees auditors of a job that has ended, silent or not, also while paused', async () => {
    const draw = await audited(p, { audits: 2 });
    const dispute = await challenged(p, draw.job, 0n);
    await p.escrow.write.pause();
    await p.nodes.write.pause();
    await time.increase(openingWindowSeconds);
    await resolve(p, dispute);
    const facts = [draw.job.jobId, JOB_STATE.Refunded, MODE.Audit] as const;
    await assert.reverts(pass(p, draw, 0), p.disputes, 'Disputes_NotDisputable', [...facts]);
    await assert.reverts(fail(p, draw, 0), p.disputes, 'Disputes_NotDisputable', [...facts]);
    expect(await auditMoved(p, draw, () => close(p, draw))).toEqual({
      ledgers: {},
      'auditor 0': { locked: -STAKED },
      'auditor 1': { locked: -STAKED },
    });
    await assert.reverts(close(p, draw), p.disputes, 'Disputes_NothingDrawn', [draw.job.jobId]);
  });

  it('frees auditors of a job that was finalized without them', async () => {
    const job = await disputedJob(p, { audits: 1 });
    await time.increase(WINDOW + maxDurationSeconds - 30);
    const draw = await drawnAudits(p, job);
    await time.increase(30);
    await p.escrow.write.finalize([...about(job)]);
    expect(await auditMoved(p, draw, () => close(p, draw))).toEqual({
      ledgers: {},
      'auditor 0': { locked: -STAKED },
    });
  });

  it('finds nothing to free in a job that ended before its audits were drawn', async () => {
    const job = await disputedJob(p, { audits: 1 });
    await time.increase(WINDOW + maxDurationSeconds);
    await p.escrow.write.finalize([...about(job)]);
    const nothing = close(p, { job, auditors: [], indices: [] });
    await assert.reverts(nothing, p.disputes, 'Disputes_NothingDrawn', [job.jobId]);
  });

  it('frees auditors who wait for keys in a job that has ended', async () => {
    const draw = await audited(p, { isPrivate: true });
    const dispute = await challenged(p, draw.job, 0n);
    await time.increase(openingWindowSeconds);
    await resolve(p, dispute);
    expect(await auditMoved(p, draw, () => close(p, draw))).toEqual({
      ledgers: {},
      'auditor 0': { locked: -STAKED },
    });
    expect((await p.escrow.read.jobOf([draw.job.jobId])).state).toBe(JOB_STATE.Refunded);
  });

  it('names a new block once for each round', async () => {
    const job = await disputedJob(p, { audits: 1 });
    await mine(300, { interval: 0 });
    await drawAudits(p, job);
    const draw = await drawnAudits(p, job);
    await time.increase(auditWindowSeconds);
    await close(p, draw);
    await mine(300, { interval: 0 });
    await drawAudits(p, job);
    expect(await auditsOf(job)).toMatchObject({ round: 1, reseeded: true });
    expect((await drawnAudits(p, job)).auditors).toHaveLength(1);
  });
});
