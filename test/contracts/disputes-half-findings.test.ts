import { beforeEach, expect, it } from 'vitest';
import { digest } from './support/digest.ts';
import { judged, resolve, voted } from './support/dispute-play.ts';
import { disputeStage } from './support/dispute-stage.ts';
import type { DisputeStage } from './support/dispute-stage.ts';
import { PHASE } from './support/dispute-words.ts';
import { disputedJob } from './support/disputed-job.ts';
import { chain } from './support/protocol.ts';
import { ZERO } from './support/trace.ts';

let p: DisputeStage;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(disputeStage);
});

it('takes a finding of which one half is empty for what it says, not for unavailable', async () => {
  for (const half of [
    { stateHash: ZERO, proof: digest('proof') },
    { stateHash: digest('state'), proof: ZERO },
  ]) {
    const dispute = await judged(p, await disputedJob(p), 3n);
    const own = dispute.job.trace.finding(3, 'first');
    // Were the halves unavailable, they would make a majority with the finding that differs.
    await voted(p, dispute, [own, own, half, half, { ...own, stateHash: digest('other') }]);
    await resolve(p, dispute);
    expect(await p.disputes.read.disputeOf([dispute.job.jobId, 3n])).toMatchObject({
      phase: PHASE.Drawing,
      round: 1,
    });
  }
});
