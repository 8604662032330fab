import { beforeEach, expect, it } from 'vitest';
import { endMoved, expectEnd, wrong } from './support/dispute-ending.ts';
import { judged, voted } from './support/dispute-play.ts';
import { disputeStage, PARAMETERS } from './support/dispute-stage.ts';
import type { DisputeStage } from './support/dispute-stage.ts';
import { JOB_STATE, OUTCOME } from './support/dispute-words.ts';
import { disputedJob } from './support/disputed-job.ts';
import { chain } from './support/protocol.ts';
import { UNAVAILABLE } from './support/trace.ts';

let p: DisputeStage;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(disputeStage);
});
const { juryFeeWei, sliceWei } = PARAMETERS.disputes;

it('counts a single other finding as the largest group, beside those who found nothing', async () => {
  const dispute = await judged(p, await disputedJob(p), 3n);
  await voted(p, dispute, [wrong(), UNAVAILABLE, UNAVAILABLE, 'silent', 'silent']);
  const moved = await endMoved(p, dispute);
  expect(moved['juror 0']).toEqual({ credit: juryFeeWei, locked: -sliceWei });
  expect(moved['juror 3']).toEqual({ stake: -sliceWei, locked: -sliceWei });
  await expectEnd(p, dispute, OUTCOME.Refuted, JOB_STATE.Refunded);
});

it('is without a result where two of five found nothing, and nobody anything else', async () => {
  const dispute = await judged(p, await disputedJob(p), 3n);
  await voted(p, dispute, [UNAVAILABLE, UNAVAILABLE, 'silent', 'silent', 'silent']);
  await endMoved(p, dispute);
  const { outcome, round } = await p.disputes.read.disputeOf([dispute.job.jobId, dispute.index]);
  expect([outcome, round]).toEqual([OUTCOME.None, 1]);
});

it('takes the first of two findings that as many made, beside those who found nothing', async () => {
  const dispute = await judged(p, await disputedJob(p), 3n);
  await voted(p, dispute, [wrong('a'), wrong('b'), UNAVAILABLE, UNAVAILABLE, 'silent']);
  const moved = await endMoved(p, dispute);
  expect(moved['juror 0']).toEqual({ credit: juryFeeWei, locked: -sliceWei });
  expect(moved['juror 1']).toEqual({ stake: -sliceWei, locked: -sliceWei });
  expect(moved['juror 2']).toEqual({ credit: juryFeeWei, locked: -sliceWei });
});

it('frees a juror who alone has voted', async () => {
  const dispute = await judged(p, await disputedJob(p), 3n);
  await voted(p, dispute, [UNAVAILABLE, 'silent', 'silent', 'silent', 'silent']);
  const moved = await endMoved(p, dispute);
  expect(moved['juror 0']).toEqual({ locked: -sliceWei });
  expect(moved['juror 1']).toEqual({ stake: -sliceWei, locked: -sliceWei });
});
