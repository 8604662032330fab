import { beforeEach, expect, it } from 'vitest';
import { claimedJob } from './support/act.ts';
import { nodeStage } from './support/escrow-stage.ts';
import { jobRequest, requestJob } from './support/job-request.ts';
import { chain } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

const { time } = chain.networkHelpers;
let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(nodeStage);
});

it('shows no bond where a job has expired', async () => {
  const { jobId, terms } = await claimedJob(p);
  expect(await p.escrow.read.jobOf([jobId])).toMatchObject({ bondLocked: true });
  await time.increase(terms.work.runTime + 86_400);
  await p.escrow.write.expire([jobId, terms]);
  expect(await p.escrow.read.jobOf([jobId])).toMatchObject({ bondLocked: false });
});

it('takes a request at the highest royalty there is', async () => {
  const { jobId } = await requestJob(p, jobRequest({ royaltyBps: 5000 }));
  expect(await p.escrow.read.jobCount()).toBe(jobId);
});
