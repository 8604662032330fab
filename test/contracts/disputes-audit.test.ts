import { classId } from '@cultivar/sdk/spec';
import type { Address } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { assert } from './support/assert.ts';
import { digest } from './support/digest.ts';
import { audited, auditMoved, close, drawAudits, drawnAudits, pass } from './support/audit-play.ts';
import { about } from './support/dispute-play.ts';
import { disputeStage, PARAMETERS } from './support/dispute-stage.ts';
import type { DisputeStage } from './support/dispute-stage.ts';
import { JOB_STATE, MODE } from './support/dispute-words.ts';
import { AUDIT_FEE, disputedJob } from './support/disputed-job.ts';
import type { DisputedJob } from './support/disputed-job.ts';
import { chain, CLASS_NAME } from './support/protocol.ts';
import { UNAVAILABLE } from './support/trace.ts';

const { mine, time } = chain.networkHelpers;
const { challengeBondWei: STAKED, auditWindowSeconds, maxDurationSeconds } = PARAMETERS.disputes;
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
describe('drawAudits', () => {
  it('asks different nodes about different leaves, and locks a challenge bond of each', async () => {
    for (const audits of [1, 2, 4]) {
      const { job, auditors, indices } = await audited(p, { audits });
      expect(new Set(auditors).size).toBe(audits);
      expect(new Set(indices).size).toBe(audits);
      for (const index of indices) expect(index).toBeLessThan(8);
      for (const auditor of auditors) expect(auditor).not.toBe(address('node'));
      const locked = await Promise.all(auditors.map((node) => p.nodes.read.nodeOf([node])));
      for (const { locked: amount } of locked) expect(amount).toBeGreaterThanOrEqual(STAKED);
      expect(await auditsOf(job)).toMatchObject({
        endsAt: (await time.latest()) + auditWindowSeconds,
        round: 1,
        pending: 2 ** audits - 1,
        keysMissing: false,
      });
    }
  });

  it('waits for the block that the submission named', async () => {
    const job = await disputedJob(p, { audits: 1 });
    const { seedBlock } = await reviewOf(job);
    await assert.reverts(drawAudits(p, job), p.disputes, 'Disputes_SeedNotKnown', [
      job.jobId,
      BigInt(seedBlock),
    ]);
    await mine(seedBlock - Number(await p.publicClient.getBlockNumber()));
    await drawAudits(p, job);
  });

  it('is once, for a job that has audits and is not over', async () => {
    const { job } = await audited(p);
    await assert.reverts(drawAudits(p, job), p.disputes, 'Disputes_NoAuditsToDraw', [job.jobId, 1n]);
    const none = await disputedJob(p);
    await assert.reverts(drawAudits(p, none), p.disputes, 'Disputes_NoAuditsToDraw', [none.jobId, 0n]);
    const over = await disputedJob(p, { audits: 1 });
    await time.increase(WINDOW + maxDurationSeconds);
    await p.escrow.write.finalize([...about(over)]);
    const facts = [over.jobId, JOB_STATE.Settled, MODE.Audit] as const;
    await assert.reverts(drawAudits(p, over), p.disputes, 'Disputes_NotDisputable', [...facts]);
  });

  it('is not steered by tickets written after the submission', async () => {
    const job = await disputedJob(p, { audits: 4 });
    await mine(3);
    const snapshot = await chain.networkHelpers.takeSnapshot();
    const { auditors, indices } = await drawnAudits(p, job);
    await snapshot.restore();
    await p.nodes.write.register([digest('node'), [CLASS]], { ...by('publisher'), value: 8n * 10n ** 18n });
    expect(await drawnAudits(p, job)).toMatchObject({ auditors, indices });
  });

  it('ends the audits that no node is there for', async () => {
    const job = await disputedJob(p, { audits: 4 });
    for (const juror of p.jurors.slice(3))
      await p.nodes.write.leaveClass([CLASS], { account: juror.account });
    const { auditors } = await drawnAudits(p, job);
    expect(auditors).toHaveLength(3);
    expect(await reviewOf(job)).toMatchObject({ openAudits: 3, passedAudits: 0 });
  });

  it('names a new block where the hash has expired, once; then the audits end unpaid', async () => {
    const job = await disputedJob(p, { audits: 2 });
    const nothing = { job, auditors: [], indices: [] };
    await assert.reverts(close(p, nothing), p.disputes, 'Disputes_NothingDrawn', [job.jobId]);
    await mine(300, { interval: 0 });
    await assert.reverts(close(p, nothing), p.disputes, 'Disputes_NothingDrawn', [job.jobId]);
    const call = drawAudits(p, job);
    await call;
    const renewed = (await p.publicClient.getBlockNumber()) + 2n;
    await assert.emits(call, p.disputes, 'AuditSeedSet', [job.jobId, renewed]);
    expect(await auditsOf(job)).toMatchObject({ reseeded: true, round: 0, endsAt: 0 });
    await assert.reverts(close(p, nothing), p.disputes, 'Disputes_NothingDrawn', [job.jobId]);
    await mine(300, { interval: 0 });
    await assert.reverts(drawAudits(p, job), p.disputes, 'Disputes_SeedExpired', [job.jobId, renewed]);
    await assert.emits(close(p, nothing), p.disputes, 'AuditsClosed', [job.jobId, 0n]);
    expect(await reviewOf(job)).toMatchObject({ openAudits: 0, passedAudits: 0 });
    await assert.reverts(close(p, nothing), p.disputes, 'Disputes_NothingDrawn', [job.jobId]);
    await time.increase(WINDOW);
    await p.escrow.write.finalize([...about(job)]);
  });

  it('draws from the new block when the first was missed', async () => {
    const job = await disputedJob(p, { audits: 1 });
    await mine(300, { interval: 0 });
    await drawAudits(p, job);
    expect((await drawnAudits(p, job)).auditors).toHaveLength(1);
  });
});

describe('audit', () => {
  it('pays whoever recomputed the leaf, and frees its stake', async () => {
    const draw = await audited(p, { audits: 2 });
    for (const place of [1, 0]) {
      expect(await auditMoved(p, draw, () => pass(p, draw, place))).toEqual({
        ledgers: { escrowed: -AUDIT_FEE },
        [`auditor ${place}`]: { credit: AUDIT_FEE, locked: -STAKED },
      });
    }
    expect(await reviewOf(draw.job)).toMatchObject({ openAudits: 0, passedAudits: 2 });
    await assert.reverts(close(p, draw), p.disputes, 'Disputes_NothingDrawn', [draw.job.jobId]);
  });

  it('says which leaf was passed', async () => {
    const draw = await audited(p);
    const facts = [draw.job.jobId, BigInt(draw.indices[0]!), draw.auditors[0]!] as const;
    await assert.emits(pass(p, draw, 0), p.disputes, 'AuditPassed', [...facts]);
  });

  it('refuses a finding or a path that does not make the leaf, which costs nothing', async () => {
    const draw = await audited(p);
    const own = draw.job.trace.finding(draw.indices[0]!, 'audit');
    for (const changes of [
      { finding: { ...own, stateHash: digest('x') } },
      { finding: draw.job.trace.finding(draw.indices[0]!, 'first') },
      { finding: UNAVAILABLE },
      { path: [] },
    ]) {
      await expect(pass(p, draw, 0, changes)).rejects.toThrow('Disputes_LeafNotInTrace');
    }
    await pass(p, draw, 0);
  });

  it('is the drawn node’s at its place, once, until its time is over', async () => {
    const draw = await audited(p, { audits: 2 });
    const [first, second] = draw.auditors as [Address, Address];
    const outsider = p.jurors.find(({ account }) => !draw.auditors.includes(account.address))!.account
      .address;
    for (const [place, who] of [
      [0, outsider],
      [1, first],
    ] as const) {
      const facts = [draw.job.jobId, BigInt(place), who] as const;
      await assert.reverts(pass(p, draw, place, { who }), p.disputes, 'Disputes_NotAuditor', [...facts]);
    }
    const beyond = { finding: UNAVAILABLE, path: [], who: first };
    await assert.reverts(pass(p, draw, 2, beyond), p.disputes, 'Disputes_NotAuditor', [
      draw.job.jobId,
      2n,
      first,
    ]);
    await pass(p, draw, 0);
    await assert.reverts(pass(p, draw, 0), p.disputes, 'Disputes_NotAuditor', [draw.job.jobId, 0n, first]);

    const { endsAt } = await auditsOf(draw.job);
    await time.setNextBlockTimestamp(endsAt);
    const facts = [draw.job.jobId, BigInt(endsAt)] as const;
    await assert.reverts(pass(p, draw, 1, { who: second }), p.disputes, 'Disputes_AuditsOver', [...facts]);
  });

  it('is in time in the last second', async () => {
    const draw = await audited(p);
    await time.setNextBlockTimestamp((await auditsOf(draw.job)).endsAt - 1);
    await pass(p, draw, 0);
  });

  it('is for audits that were drawn', async () => {
    const draw = await audited(p);
    const forged = { ...draw, indices: [(draw.indices[0]! + 1) % 8] };
    await assert.reverts(pass(p, forged, 0), p.disputes, 'Disputes_DrawMismatch', [draw.job.jobId]);
    const undrawn = await disputedJob(p, { audits: 1 });
    const early = pass(p, { ...draw, job: undrawn }, 0);
    await assert.reverts(early, p.disputes, 'Disputes_NothingDrawn', [undrawn.jobId]);
  });

  it('catches a result that is not where the trace ends', async () => {
    const draw = await drawnAudits(p, await disputedJob(p, { audits: 2, segments: 2, endsElsewhere: true }));
    const leaf = draw.job.trace.leaves[1]!.hash;
    const facts = [draw.job.jobId, leaf, draw.job.submission.resultDigest] as const;
    const call = pass(p, draw, draw.indices.indexOf(1));
    await assert.reverts(call, p.disputes, 'Disputes_NotTheResult', [...facts]);
  });

  it('is not taken from zeros that a node put into its trace', async () => {
    const draw = await drawnAudits(p, await disputedJob(p, { audits: 2, hollow: true }));
    const place = draw.indices.findIndex((index) => index < 7);
    const index = draw.indices[place]!;
    const leaf = draw.job.trace.leaves[index]!.hash;
    const facts = [draw.job.jobId, BigInt(index), leaf] as const;
    const empty = pass(p, draw, place, { finding: UNAVAILABLE });
    await assert.reverts(empty, p.disputes, 'Disputes_LeafNotInTrace', [...facts]);
  });
});
