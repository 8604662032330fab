import { getAddress } from 'viem';
import { beforeEach, it } from 'vitest';
import { assert } from './support/assert.ts';
import { audited, close, drawnAudits } from './support/audit-play.ts';
import { right, wrong } from './support/dispute-ending.ts';
import { about, judged, resolve, voted } from './support/dispute-play.ts';
import type { Vote } from './support/dispute-play.ts';
import { disputeStage, PARAMETERS } from './support/dispute-stage.ts';
import type { DisputeStage } from './support/dispute-stage.ts';
import { disputedJob, PRICE } from './support/disputed-job.ts';
import { chain, NATIVE } from './support/protocol.ts';

const { time } = chain.networkHelpers;
const { challengeBondWei, juryFeeWei, auditWindowSeconds, openingWindowSeconds } = PARAMETERS.disputes;
/** `ITreasury.Reason`. */
const REASON = { Slash: 6, ChallengeBond: 11, LostBond: 12 } as const;

let p: DisputeStage;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(disputeStage);
});
const address = (name: keyof DisputeStage['accounts']) => getAddress(p.accounts[name].account.address);

it('tells that a round of audits was closed, by its number', async () => {
  const draw = await audited(p);
  await time.increase(auditWindowSeconds);
  await assert.emits(close(p, draw), p.disputes, 'AuditsClosed', [draw.job.jobId, 1n]);
  const again = await drawnAudits(p, draw.job);
  await time.increase(auditWindowSeconds);
  await assert.emits(close(p, again), p.disputes, 'AuditsClosed', [draw.job.jobId, 2n]);
});

it('tells of keys that were missed, and closes the round', async () => {
  const draw = await audited(p, { isPrivate: true });
  await time.increase(openingWindowSeconds);
  const call = close(p, draw);
  await assert.emits(call, p.disputes, 'AuditKeysMissed', [draw.job.jobId]);
  await assert.emits(call, p.disputes, 'AuditsClosed', [draw.job.jobId, 1n]);
});

it('pays bonds for no asset’s sake', async () => {
  const upheld = await judged(p, await disputedJob(p), 3n);
  await voted(p, upheld, Array<Vote>(5).fill(right(upheld)));
  const rest = challengeBondWei - 5n * juryFeeWei;
  const lost = [address('node'), NATIVE, REASON.LostBond, upheld.job.jobId, 0n, rest] as const;
  await assert.emits(resolve(p, upheld), p.treasury, 'Credited', [...lost]);

  const refuted = await judged(p, await disputedJob(p), 3n);
  await voted(p, refuted, Array<Vote>(5).fill(wrong()));
  const challenger = refuted.jury.challenger;
  const back = [challenger, NATIVE, REASON.ChallengeBond, refuted.job.jobId, 0n, challengeBondWei] as const;
  await assert.emits(resolve(p, refuted), p.treasury, 'Credited', [...back]);
});

it('compensates a requester who has paid for no asset’s sake', async () => {
  const job = await disputedJob(p);
  await p.escrow.write.accept([...about(job)], { account: p.accounts.requester.account });
  const dispute = await judged(p, job, 3n);
  await voted(p, dispute, Array<Vote>(5).fill(wrong()));
  const paid = [address('requester'), NATIVE, REASON.Slash, job.jobId, 0n, PRICE] as const;
  await assert.emits(resolve(p, dispute), p.treasury, 'Credited', [...paid]);
});

it('holds a job with a single open audit as one with several', async () => {
  const job = await disputedJob(p, { audits: 1 });
  const { submittedAt } = await p.escrow.read.jobOf([job.jobId]);
  const { challengeWindowSeconds } = PARAMETERS.jobs;
  const endsAt = BigInt(submittedAt + challengeWindowSeconds + PARAMETERS.disputes.maxDurationSeconds);
  await time.increase(challengeWindowSeconds);
  await assert.reverts(p.escrow.write.finalize([...about(job)]), p.escrow, 'JobEscrow_AuditsOpen', [
    job.jobId,
    1n,
    endsAt,
  ]);
});
