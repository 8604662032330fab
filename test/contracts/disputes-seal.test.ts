import { classId } from '@cultivar/sdk/spec';
import { parseEventLogs } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { assert } from './support/assert.ts';
import { digest } from './support/digest.ts';
import { right, wrong } from './support/dispute-ending.ts';
import { about, challenged, judged, opened, resolve, voted } from './support/dispute-play.ts';
import type { Vote } from './support/dispute-play.ts';
import { CLASS_STATUS, disputeStage, PARAMETERS } from './support/dispute-stage.ts';
import type { DisputeStage } from './support/dispute-stage.ts';
import { MODE, SEAL } from './support/dispute-words.ts';
import { disputedJob } from './support/disputed-job.ts';
import type { DisputedJob } from './support/disputed-job.ts';
import { chain, CLASS_NAME } from './support/protocol.ts';

const { mine, time } = chain.networkHelpers;
const WINDOW = PARAMETERS.jobs.challengeWindowSeconds;
const CLASS = classId(CLASS_NAME);

let p: DisputeStage;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(disputeStage);
});
const sealOf = (job: DisputedJob) => p.disputes.read.sealOf([...about(job)]);
const finalize = async (job: DisputedJob) => {
  await time.increase(WINDOW);
  await p.escrow.write.finalize([...about(job)]);
};

/** The job's audit is drawn and passed. */
async function audit(job: DisputedJob): Promise<void> {
  await mine(3);
  const hash = await p.disputes.write.drawAudits([...about(job)]);
  const { logs } = await p.publicClient.getTransactionReceipt({ hash });
  const [event] = parseEventLogs({ abi: p.disputes.abi, logs, eventName: 'AuditsDrawn' });
  const { auditors, indices } = event!.args;
  const index = indices[0]!;
  const finding = job.trace.finding(index, 'audit');
  const { account } = p.drawn(auditors[0]!);
  await p.disputes.write.audit([...about(job), { auditors, indices }, 0n, finding, job.trace.path(index)], {
    account,
  });
}

describe('the seal', () => {
  it('says nothing before the job is settled', async () => {
    const job = await disputedJob(p, { audits: 1 });
    expect(await sealOf(job)).toBe(SEAL.None);
    await audit(job);
    expect(await sealOf(job)).toBe(SEAL.None);
    await challenged(p, job, 3n);
    expect(await sealOf(job)).toBe(SEAL.None);
  });

  it('is Proven after a passed audit and a window in which nothing was shown against it', async () => {
    const job = await disputedJob(p, { audits: 1 });
    await audit(job);
    await finalize(job);
    expect(await sealOf(job)).toBe(SEAL.Proven);
    await p.nodes.write.setClassStatus([CLASS, CLASS_STATUS.Retired]);
    expect(await sealOf(job)).toBe(SEAL.Proven);
    for (const juror of p.jurors) await p.nodes.write.leaveClass([CLASS], { account: juror.account });
    expect(await sealOf(job)).toBe(SEAL.Proven);
    await p.nodes.write.setClassStatus([CLASS, CLASS_STATUS.Provisional]);
    expect(await sealOf(job)).toBe(SEAL.Trusted);
  });

  it('stays Proven when a challenge was lost', async () => {
    const job = await disputedJob(p, { audits: 1 });
    await audit(job);
    const dispute = await judged(p, job, 3n);
    await voted(p, dispute, Array<Vote>(5).fill(right(dispute)));
    await resolve(p, dispute);
    await finalize(job);
    expect(await sealOf(job)).toBe(SEAL.Proven);
  });

  it('is Unchallenged without an audit', async () => {
    const job = await disputedJob(p);
    await finalize(job);
    expect(await sealOf(job)).toBe(SEAL.Unchallenged);
  });

  it('is Trusted while an accepted job can still be refuted, and not for longer', async () => {
    const job = await disputedJob(p, { audits: 1 });
    await p.escrow.write.accept([...about(job)], { account: p.accounts.requester.account });
    await audit(job);
    expect(await sealOf(job)).toBe(SEAL.Trusted);
    await time.increase(WINDOW);
    await p.escrow.write.releaseBond([...about(job)]);
    expect(await sealOf(job)).toBe(SEAL.Proven);
  });

  it('is Trusted where the requester alone judges', async () => {
    const job = await disputedJob(p, { mode: MODE.Accept });
    await finalize(job);
    expect(await sealOf(job)).toBe(SEAL.Trusted);
  });

  it('is Trusted after a void, paid or not', async () => {
    for (const isPaid of [false, true]) {
      const job = await disputedJob(p);
      if (isPaid) await p.escrow.write.accept([...about(job)], { account: p.accounts.requester.account });
      const dispute = await opened(p, await challenged(p, job, 3n));
      await time.increase(PARAMETERS.disputes.maxDurationSeconds);
      await resolve(p, dispute);
      expect(await sealOf(job)).toBe(SEAL.Trusted);
    }
  });

  it('is Refuted after a refutation, paid or not', async () => {
    for (const isPaid of [false, true]) {
      const job = await disputedJob(p);
      if (isPaid) await p.escrow.write.accept([...about(job)], { account: p.accounts.requester.account });
      const dispute = await judged(p, job, 3n);
      await voted(p, dispute, Array<Vote>(5).fill(wrong()));
      await resolve(p, dispute);
      expect(await sealOf(job)).toBe(SEAL.Refuted);
    }
  });

  it('is of the job that was handed in', async () => {
    const job = await disputedJob(p);
    const other = { ...job, submission: { ...job.submission, resultDigest: digest('another') } };
    await assert.reverts(sealOf(other), p.disputes, 'Disputes_TermsMismatch', [job.jobId]);
  });
});
