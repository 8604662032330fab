import { getAddress, parseEventLogs } from 'viem';
import { beforeEach, expect, it } from 'vitest';
import { assert } from './support/assert.ts';
import { audited, close, drawAudits, pass } from './support/audit-play.ts';
import { right, wrong } from './support/dispute-ending.ts';
import { about, judged, resolve, voted } from './support/dispute-play.ts';
import type { Vote } from './support/dispute-play.ts';
import { disputeStage, PARAMETERS } from './support/dispute-stage.ts';
import type { DisputeStage } from './support/dispute-stage.ts';
import { AUDIT_FEE, disputedJob } from './support/disputed-job.ts';
import { digest } from './support/digest.ts';
import { chain, NATIVE } from './support/protocol.ts';

const { time } = chain.networkHelpers;
const { auditWindowSeconds, juryFeeWei, seedDelayBlocks } = PARAMETERS.disputes;
/** `ITreasury.Reason`. */
const REASON = { AuditFee: 8, JuryFee: 9 };
let p: DisputeStage;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(disputeStage);
});

it('draws the second jury by a block of its own, which is not there yet', async () => {
  const dispute = await judged(p, await disputedJob(p), 3n);
  const { job, index, jury } = dispute;
  await voted(p, dispute, Array<Vote>(5).fill('silent'));
  await resolve(p, dispute);
  const seedBlock = (await p.publicClient.getBlockNumber()) + BigInt(seedDelayBlocks);
  expect(await p.disputes.read.disputeOf([job.jobId, index])).toMatchObject({ seedBlock: Number(seedBlock) });
  const call = p.disputes.write.drawJury([...about(job), index, jury]);
  await assert.reverts(call, p.disputes, 'Disputes_SeedNotKnown', [job.jobId, seedBlock]);
});

it('pays each juror who was right a fee for no asset’s sake', async () => {
  const dispute = await judged(p, await disputedJob(p), 3n);
  await voted(p, dispute, [right(dispute), right(dispute), right(dispute), wrong(), 'silent']);
  const { logs } = await p.publicClient.getTransactionReceipt({ hash: await resolve(p, dispute) });
  const credited = parseEventLogs({ abi: p.treasury.abi, logs, eventName: 'Credited' });
  const facts = { currency: NATIVE, reason: REASON.JuryFee, source: dispute.job.jobId, assetId: 0n };
  const paid = dispute.jury.first.slice(0, 3).map((juror) => ({
    ...facts,
    account: getAddress(juror),
    amount: juryFeeWei,
  }));
  expect(credited.filter(({ args }) => args.reason === REASON.JuryFee).map(({ args }) => args)).toEqual(paid);
});

it('gives the auditors their whole time from when the keys are posted', async () => {
  const draw = await audited(p, { isPrivate: true });
  const { jobId } = draw.job;
  await p.disputes.write.postAuditKeys([...about(draw.job), digest('keys')], {
    account: p.accounts.node.account,
  });
  const endsAt = (await time.latest()) + auditWindowSeconds;
  expect(await p.disputes.read.auditsOf([jobId])).toMatchObject({ endsAt, keysMissing: false });
  await time.setNextBlockTimestamp(endsAt - 1);
  await assert.reverts(close(p, draw), p.disputes, 'Disputes_AuditsNotOver', [jobId, BigInt(endsAt)]);
});

it('ends a single audit that nobody closed when the job is settled, and tells', async () => {
  const { job } = await audited(p, { audits: 1 });
  const { challengeWindowSeconds } = PARAMETERS.jobs;
  await time.increase(challengeWindowSeconds + PARAMETERS.disputes.maxDurationSeconds);
  const call = p.escrow.write.finalize([...about(job)]);
  await assert.emits(call, p.escrow, 'AuditsEnded', [job.jobId, 1n]);
  expect((await p.escrow.read.jobOf([job.jobId])).review.openAudits).toBe(0);
});

it('pays an auditor for no asset’s sake', async () => {
  const draw = await audited(p, { audits: 1 });
  const facts = [
    getAddress(draw.auditors[0]!),
    NATIVE,
    REASON.AuditFee,
    draw.job.jobId,
    0n,
    AUDIT_FEE,
  ] as const;
  await assert.emits(pass(p, draw, 0), p.treasury, 'Credited', [...facts]);
});

it('draws in place of silent auditors by a block of its own, which is not there yet', async () => {
  const draw = await audited(p, { audits: 1 });
  const { job } = draw;
  await time.increase(auditWindowSeconds);
  const call = close(p, draw);
  await call;
  const seedBlock = (await p.publicClient.getBlockNumber()) + BigInt(seedDelayBlocks);
  await assert.emits(call, p.disputes, 'AuditSeedSet', [job.jobId, seedBlock]);
  await assert.reverts(drawAudits(p, job), p.disputes, 'Disputes_SeedNotKnown', [job.jobId, seedBlock]);
});
