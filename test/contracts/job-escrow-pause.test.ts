import { beforeEach, describe, expect, it } from 'vitest';
import { claimedJob, creditOf, submittedJob } from './support/act.ts';
import { assert } from './support/assert.ts';
import {
  actAs,
  auditedRequest,
  auditStage,
  DISPUTES,
  FEE,
  JOBS,
  nodeStage,
  ONE,
  submitted,
} from './support/escrow-stage.ts';
import { handles } from './support/handles.ts';
import { jobRequest, requestJob, STATE, submissionOf } from './support/job-request.ts';
import { chain, NATIVE } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

const { time } = chain.networkHelpers;
let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(nodeStage);
});
const { by, address, stateOf, lockedOf, ask } = handles(() => p);

describe('while everything is paused', () => {
  const pauseAll = async () => {
    await p.assets.write.pause();
    await p.market.write.pause();
    await p.nodes.write.pause();
    await p.escrow.write.pause();
  };

  it('nothing new begins', async () => {
    const { jobId, terms } = await requestJob(p);
    await pauseAll();
    await assert.reverts(ask(jobRequest()), p.escrow, 'EnforcedPause', []);
    await assert.reverts(p.escrow.write.claim([jobId, terms], by('node')), p.nodes, 'EnforcedPause', []);
  });

  it('an open job can be canceled by anyone after its window', async () => {
    const { jobId, terms } = await requestJob(p);
    await pauseAll();
    await time.increase(600);
    await p.escrow.write.cancel([jobId, terms], by('stranger'));
    expect(await stateOf(jobId)).toBe(STATE.Canceled);
  });

  it('a claimed job can be submitted, or expired by anyone', async () => {
    const [first, second] = [await claimedJob(p), await claimedJob(p)];
    await pauseAll();
    await p.escrow.write.submit([first.jobId, first.terms, submissionOf('x')], by('node'));
    await time.increase(3600);
    await p.escrow.write.expire([second.jobId, second.terms], by('stranger'));
    expect([await stateOf(1n), await stateOf(2n)]).toEqual([STATE.Submitted, STATE.Refunded]);
  });

  it('a job with audits that nobody draws can be finalized at their end', async () => {
    p = await chain.networkHelpers.loadFixture(auditStage);
    const args = await submitted(p, auditedRequest());
    await pauseAll();
    await time.increase(JOBS.challengeWindowSeconds + DISPUTES.maxDurationSeconds);
    await p.escrow.write.finalize(args, by('stranger'));
    expect(await stateOf(args[0])).toBe(STATE.Settled);
  });

  it('a disputed job can be decided, and closed', async () => {
    const disputes = { account: (await actAs(p.disputes.address)).account };
    const refuted = await submitted(p, jobRequest());
    const closed = await submitted(p, jobRequest({ payment: { minPrice: 0n, maxPrice: 0n } }));
    await pauseAll();
    for (const [jobId] of [refuted, closed]) await p.escrow.write.openDispute([jobId], disputes);
    await p.escrow.write.refute([...refuted, []], disputes);
    await p.escrow.write.closeDispute([closed[0]], disputes);
    expect([await stateOf(refuted[0]), await stateOf(closed[0])]).toEqual([STATE.Refunded, STATE.Submitted]);
  });

  it('an accepted job’s bond can be freed', async () => {
    const args = await submitted(p, jobRequest());
    await p.escrow.write.accept(args, by('requester'));
    await pauseAll();
    await time.increase(JOBS.challengeWindowSeconds);
    await p.escrow.write.releaseBond(args, by('stranger'));
    expect(await lockedOf()).toBe(0n);
  });

  it('a submitted job can be finalized, minted and paid out', async () => {
    const { jobId, terms, submission } = await submittedJob(p);
    await pauseAll();
    await time.increase(JOBS.challengeWindowSeconds);
    await p.escrow.write.finalize([jobId, terms, submission], by('stranger'));
    await p.escrow.write.mintResult([jobId, terms, submission], by('stranger'));
    await p.treasury.write.withdraw([NATIVE, address('node'), ONE - FEE], by('node'));
    expect(await creditOf(p, address('node'))).toBe(0n);
  });
});
