import { beforeEach, describe, expect, it } from 'vitest';
import { claimedJob, registerNode, submittedJob } from './support/act.ts';
import { assert } from './support/assert.ts';
import {
  auditedRequest,
  auditStage,
  BOND,
  DISPUTES,
  JOBS,
  nodeStage,
  ONE,
  privateRequest,
  privateSubmission,
  submitted,
} from './support/escrow-stage.ts';
import { handles } from './support/handles.ts';
import { jobRequest, requestJob, STATE, submissionOf } from './support/job-request.ts';
import { chain } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';
import { ZERO } from './support/trace.ts';

const { time } = chain.networkHelpers;
let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(nodeStage);
});
const { by, address, stateOf, reviewOf, lockedOf } = handles(() => p);

describe('claim', () => {
  it('locks a bond and sets the deadline', async () => {
    const { jobId, terms } = await requestJob(p);
    const call = p.escrow.write.claim([jobId, terms], by('node'));
    await call;
    const now = BigInt(await time.latest());
    const facts = [jobId, address('node'), ONE, BOND, now, now + 3600n] as const;
    await assert.emits(call, p.escrow, 'JobClaimed', [...facts]);
    expect(await lockedOf()).toBe(BOND);
  });

  it('fixes the price where it has risen to', async () => {
    const request = jobRequest({ payment: { minPrice: 100n, maxPrice: 700n, claimWindow: 600 } });
    const { jobId, terms } = await requestJob(p, request);
    await time.setNextBlockTimestamp(terms.requestedAt + 150);
    await p.escrow.write.claim([jobId, terms], by('node'));
    const [claimed] = await p.escrow.getEvents.JobClaimed({ jobId });
    expect(claimed!.args.price).toBe(250n);
    expect(claimed!.args.bond).toBe(JOBS.minBondWei);
    expect(await p.escrow.read.priceAt([terms, BigInt(terms.requestedAt)])).toBe(100n);
    expect(await p.escrow.read.priceAt([terms, BigInt(terms.requestedAt + 900)])).toBe(700n);
  });

  it('is refused to a node without stake', async () => {
    const { jobId, terms } = await requestJob(p);
    const call = p.escrow.write.claim([jobId, terms], by('stranger'));
    await assert.reverts(call, p.nodes, 'NodeRegistry_NotRegistered', [address('stranger')]);
  });

  it('is refused to a node whose stake was taken out, or does not cover the bond', async () => {
    const { jobId, terms } = await requestJob(
      p,
      jobRequest({ payment: { maxPrice: 30n * ONE, minPrice: 30n * ONE } }),
    );
    const call = p.escrow.write.claim([jobId, terms], by('node'));
    await assert.reverts(call, p.nodes, 'NodeRegistry_InsufficientStake', [
      address('node'),
      5n * ONE,
      30n * BOND,
    ]);
    await p.nodes.write.unbond([5n * ONE], by('node'));
    const empty = p.escrow.write.claim([jobId, terms], by('node'));
    await assert.reverts(empty, p.nodes, 'NodeRegistry_StakeBelowMinimum', [address('node'), 0n, ONE]);
  });

  it('is refused to a node of another class, and in a retired one', async () => {
    const { jobId, terms } = await requestJob(p);
    await p.nodes.write.leaveClass([terms.work.class], by('node'));
    const other = p.escrow.write.claim([jobId, terms], by('node'));
    await assert.reverts(other, p.nodes, 'NodeRegistry_ClassNotServed', [address('node'), terms.work.class]);
    await p.nodes.write.joinClass([terms.work.class], by('node'));
    await p.nodes.write.setClassStatus([terms.work.class, 3]);
    const retired = p.escrow.write.claim([jobId, terms], by('node'));
    await assert.reverts(retired, p.nodes, 'NodeRegistry_ClassNotOpen', [terms.work.class, 3]);
  });

  it('is refused to all but the target of a direct hire', async () => {
    await registerNode(p, p.accounts.stranger);
    const { jobId, terms } = await requestJob(p, jobRequest({ work: { targetNode: address('stranger') } }));
    const call = p.escrow.write.claim([jobId, terms], by('node'));
    await assert.reverts(call, p.escrow, 'JobEscrow_NotTargetNode', [
      jobId,
      address('node'),
      address('stranger'),
    ]);
    await p.escrow.write.claim([jobId, terms], by('stranger'));
  });

  it('is refused after another claim, and at the end of the window', async () => {
    const first = await claimedJob(p);
    const again = p.escrow.write.claim([first.jobId, first.terms], by('node'));
    await assert.reverts(again, p.escrow, 'JobEscrow_WrongState', [first.jobId, STATE.Claimed, STATE.Open]);
    const { jobId, terms } = await requestJob(p);
    const end = terms.requestedAt + 600;
    await time.setNextBlockTimestamp(end);
    const late = p.escrow.write.claim([jobId, terms], by('node'));
    await assert.reverts(late, p.escrow, 'JobEscrow_ClaimWindowOver', [jobId, BigInt(end)]);
  });

  it('is refused with other terms than were requested', async () => {
    const { jobId, terms } = await requestJob(p);
    const better = { ...terms, payment: { ...terms.payment, maxPrice: 2n * ONE } };
    const call = p.escrow.write.claim([jobId, better], by('node'));
    await assert.reverts(call, p.escrow, 'JobEscrow_TermsMismatch', [jobId]);
  });
});

describe('submit', () => {
  it('opens the challenge window', async () => {
    const { jobId, terms } = await claimedJob(p);
    const submission = submissionOf('result');
    const call = p.escrow.write.submit([jobId, terms, submission], by('node'));
    await call;
    const now = BigInt(await time.latest());
    const end = now + BigInt(JOBS.challengeWindowSeconds);
    await assert.emits(call, p.escrow, 'JobSubmitted', [jobId, address('node'), submission, now, end]);
    expect(await stateOf(jobId)).toBe(STATE.Submitted);
    expect(await reviewOf(jobId)).toMatchObject({ seedBlock: 0, ticketCount: 0, openAudits: 0 });
  });

  it('causes the draw of the audits, from the list of tickets as it is', async () => {
    const p16 = await chain.networkHelpers.loadFixture(auditStage);
    const [jobId] = await submitted(p16, auditedRequest());
    const block = Number(await p16.publicClient.getBlockNumber());
    const { tickets } = await p16.nodes.read.classOf([auditedRequest().work.class]);
    expect(tickets).toBeGreaterThanOrEqual(16);
    const { review } = await p16.escrow.read.jobOf([jobId]);
    expect(review).toEqual({
      seedBlock: block + DISPUTES.seedDelayBlocks,
      ticketCount: tickets,
      openAudits: 2,
      passedAudits: 0,
      openDisputes: 0,
      verdict: 0,
    });
  });

  it('is allowed until the deadline, and refused from then on', async () => {
    const { jobId, terms } = await claimedJob(p);
    const deadline = (await time.latest()) + 3600;
    const args = [jobId, terms, submissionOf('result')] as const;
    const snapshot = await chain.networkHelpers.takeSnapshot();
    await time.setNextBlockTimestamp(deadline - 1);
    await p.escrow.write.submit(args, by('node'));
    await snapshot.restore();
    await time.setNextBlockTimestamp(deadline);
    const late = p.escrow.write.submit(args, by('node'));
    await assert.reverts(late, p.escrow, 'JobEscrow_DeadlinePassed', [jobId, BigInt(deadline)]);
  });

  it('is refused to any other node, with other terms and with a zero digest', async () => {
    const { jobId, terms } = await claimedJob(p);
    const stolen = p.escrow.write.submit([jobId, terms, submissionOf('x')], by('stranger'));
    const facts = [jobId, address('stranger'), address('node')] as const;
    await assert.reverts(stolen, p.escrow, 'JobEscrow_NotAssignedNode', [...facts]);
    const longer = { ...terms, work: { ...terms.work, runTime: 9999 } };
    const other = p.escrow.write.submit([jobId, longer, submissionOf('x')], by('node'));
    await assert.reverts(other, p.escrow, 'JobEscrow_TermsMismatch', [jobId]);
    for (const field of ['resultDigest', 'traceRoot']) {
      const call = p.escrow.write.submit([jobId, terms, { ...submissionOf('x'), [field]: ZERO }], by('node'));
      await assert.reverts(call, p.escrow, 'JobEscrow_ZeroDigest', []);
    }
  });

  it('brings the result’s key for a private job, and none for a public one', async () => {
    const open = await claimedJob(p);
    const needless = privateSubmission();
    const call = p.escrow.write.submit([open.jobId, open.terms, needless], by('node'));
    await assert.reverts(call, p.escrow, 'JobEscrow_InvalidDelivery', [open.jobId, needless.deliveryDigest]);
    const { jobId, terms } = await claimedJob(p, privateRequest(p));
    const missing = p.escrow.write.submit([jobId, terms, submissionOf('private')], by('node'));
    await assert.reverts(missing, p.escrow, 'JobEscrow_InvalidDelivery', [jobId, ZERO]);
    await p.escrow.write.submit([jobId, terms, privateSubmission()], by('node'));
    expect(await stateOf(jobId)).toBe(STATE.Submitted);
  });

  it('is refused twice, and before a claim', async () => {
    const { jobId, terms, submission } = await submittedJob(p);
    const call = p.escrow.write.submit([jobId, terms, submission], by('node'));
    await assert.reverts(call, p.escrow, 'JobEscrow_WrongState', [jobId, STATE.Submitted, STATE.Claimed]);
    const open = await requestJob(p);
    const early = p.escrow.write.submit([open.jobId, open.terms, submission], by('node'));
    await assert.reverts(early, p.escrow, 'JobEscrow_WrongState', [open.jobId, STATE.Open, STATE.Claimed]);
  });
});
