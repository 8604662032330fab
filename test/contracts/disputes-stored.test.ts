import { beforeEach, describe, expect, it } from 'vitest';
import { assert } from './support/assert.ts';
import { DELIVERY, deliveryChallenged, judged, resolve, voted } from './support/dispute-play.ts';
import { disputeStage, PARAMETERS } from './support/dispute-stage.ts';
import type { DisputeStage } from './support/dispute-stage.ts';
import { right, wrong } from './support/dispute-ending.ts';
import { disputedJob } from './support/disputed-job.ts';
import { chain } from './support/protocol.ts';
import { UNAVAILABLE } from './support/trace.ts';

const { seedDelayBlocks } = PARAMETERS.disputes;
let p: DisputeStage;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(disputeStage);
});

describe('what is stored of a dispute', () => {
  it('names the block that draws the jury of a delivery', async () => {
    const { job } = await deliveryChallenged(p, await disputedJob(p, { isPrivate: true }));
    const challengedAt = Number(await p.publicClient.getBlockNumber());
    const { seedBlock } = await p.disputes.read.disputeOf([job.jobId, DELIVERY]);
    expect(seedBlock).toBe(challengedAt + seedDelayBlocks);
  });

  it('forgets the first jury’s times when it has come to nothing', async () => {
    const dispute = await judged(p, await disputedJob(p), 3n);
    const votes = [right(dispute), right(dispute), wrong('a'), wrong('b'), UNAVAILABLE];
    await voted(p, dispute, votes);
    await resolve(p, dispute);
    const stored = await p.disputes.read.disputeOf([dispute.job.jobId, 3n]);
    expect(stored).toMatchObject({ phaseEndsAt: 0, revealEndsAt: 0, revealed: 0 });
  });

  it('is resolved for its own jury alone', async () => {
    const dispute = await judged(p, await disputedJob(p), 3n);
    await voted(p, dispute, Array(5).fill(right(dispute)));
    const [one, two, ...others] = dispute.jury.first;
    const other = { ...dispute, jury: { ...dispute.jury, first: [two!, one!, ...others] } };
    await assert.reverts(resolve(p, other), p.disputes, 'Disputes_JuryMismatch', [dispute.job.jobId, 3n]);
  });
});
