import { beforeEach, expect, it } from 'vitest';
import { assert } from './support/assert.ts';
import { audited, close, drawnAudits, pass } from './support/audit-play.ts';
import { about, challenged, opened } from './support/dispute-play.ts';
import { disputeStage, PARAMETERS } from './support/dispute-stage.ts';
import type { DisputeStage } from './support/dispute-stage.ts';
import { disputedJob } from './support/disputed-job.ts';
import { chain } from './support/protocol.ts';

const { mine, time } = chain.networkHelpers;
let p: DisputeStage;
// A job's number and the number of its audits are alike in a chain's first jobs: here they are not.
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(disputeStage);
  for (let i = 0; i < 4; i += 1) await disputedJob(p);
});
const reviewOf = async (jobId: bigint) => (await p.escrow.read.jobOf([jobId])).review;

it('ends as many audits of a later job as no node is there for', async () => {
  const job = await disputedJob(p, { audits: 4 });
  for (const juror of p.jurors.slice(2)) {
    const classId = job.terms.work.class;
    await p.nodes.write.leaveClass([classId], { account: juror.account });
  }
  const { auditors } = await drawnAudits(p, job);
  expect(auditors).toHaveLength(2);
  expect(await reviewOf(job.jobId)).toMatchObject({ openAudits: 2, passedAudits: 0 });
});

it('ends as many audits of a later job as are silent twice', async () => {
  const draw = await audited(p, { audits: 3 });
  await pass(p, draw, 0);
  await time.increase(PARAMETERS.disputes.auditWindowSeconds);
  await close(p, draw);
  const again = await drawnAudits(p, draw.job);
  await pass(p, again, 0);
  await time.increase(PARAMETERS.disputes.auditWindowSeconds);
  await close(p, again);
  expect(await reviewOf(draw.job.jobId)).toMatchObject({ openAudits: 0, passedAudits: 2 });
});

it('tells of no refund where all audits were earned', async () => {
  const draw = await audited(p, { audits: 1 });
  await pass(p, draw, 0);
  await time.increase(PARAMETERS.jobs.challengeWindowSeconds);
  await p.escrow.write.finalize([...about(draw.job)]);
  expect(await p.escrow.getEvents.AuditFeesRefunded()).toEqual([]);
});

it('names job and leaf where a leaf is opened too late', async () => {
  const { job, index, jury } = await challenged(p, await disputedJob(p), 3n);
  const { phaseEndsAt } = await p.disputes.read.disputeOf([job.jobId, index]);
  await time.setNextBlockTimestamp(phaseEndsAt);
  const opening = job.trace.opening(Number(index));
  const call = p.disputes.write.open([...about(job), index, jury, opening]);
  await assert.reverts(call, p.disputes, 'Disputes_TooLate', [job.jobId, index, BigInt(phaseEndsAt)]);
});

it('tells until when a private job’s jury waits for its keys', async () => {
  const job = await disputedJob(p, { isPrivate: true });
  const { index, jury } = await opened(p, await challenged(p, job, 3n));
  await mine(3);
  const call = p.disputes.write.drawJury([...about(job), index, jury]);
  await call;
  const keysEndAt = BigInt((await time.latest()) + PARAMETERS.disputes.openingWindowSeconds);
  await assert.emits(call, p.disputes, 'JuryDrawn', [job.jobId, index, 1n, keysEndAt, 0n]);
});
