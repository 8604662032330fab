import { beforeEach, expect, it } from 'vitest';
import { audited, close, drawnAudits, pass } from './support/audit-play.ts';
import { about } from './support/dispute-play.ts';
import { disputeStage, PARAMETERS } from './support/dispute-stage.ts';
import type { DisputeStage } from './support/dispute-stage.ts';
import { disputedJob } from './support/disputed-job.ts';
import { chain } from './support/protocol.ts';

const { time } = chain.networkHelpers;
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
