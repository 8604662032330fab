import { parseEventLogs } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { creditOf } from './support/act.ts';
import { assert } from './support/assert.ts';
import type { Wallet } from './support/contract.ts';
import {
  actAs,
  AUDIT_FEE,
  auditedRequest,
  auditStage,
  BOND,
  DISPUTES,
  FEE,
  JOBS,
  ONE,
  submitted,
} from './support/escrow-stage.ts';
import { handles } from './support/handles.ts';
import { jobRequest, STATE, submissionOf } from './support/job-request.ts';
import { chain, NATIVE } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

const { time } = chain.networkHelpers;
/** `IJobReview.Verdict`. */
const VERDICT = { None: 0, Refuted: 1, Void: 2 };
/** `ITreasury.Reason`. */
const REASON = { JobRefund: 4, Slash: 6, JuryFee: 9 };
let p: Protocol;
let disputes: Wallet;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(auditStage);
  disputes = await actAs(p.disputes.address);
});
const { by, address, stateOf, reviewOf, lockedOf, escrowed } = handles(() => p);
/** As Disputes, which is the only one to call these. */
const judge = () => ({ account: disputes.account });
type Args = Awaited<ReturnType<typeof submitted>>;
const accept = (args: Args) => p.escrow.write.accept(args, by('requester'));
const dispute = ([jobId]: Args) => p.escrow.write.openDispute([jobId], judge());
const endOfWindow = () => time.increase(JOBS.challengeWindowSeconds);

describe('a dispute about a result that is not paid yet', () => {
  it('stops payment until it ends', async () => {
    const args = await submitted(p, jobRequest());
    const [jobId] = args;
    await assert.emits(dispute(args), p.escrow, 'JobDisputed', [jobId]);
    await dispute(args);
    expect(await stateOf(jobId)).toBe(STATE.Disputed);
    expect((await reviewOf(jobId)).openDisputes).toBe(2);
    await endOfWindow();
    for (const call of [() => accept(args), () => p.escrow.write.finalize(args, by('node'))]) {
      const facts = [jobId, STATE.Disputed, STATE.Submitted] as const;
      await assert.reverts(call(), p.escrow, 'JobEscrow_WrongState', [...facts]);
    }
    await p.escrow.write.closeDispute([jobId], judge());
    expect(await stateOf(jobId)).toBe(STATE.Disputed);
    const last = p.escrow.write.closeDispute([jobId], judge());
    await assert.emits(last, p.escrow, 'JobUndisputed', [jobId]);
    await p.escrow.write.finalize(args, by('stranger'));
    expect(await creditOf(p, address('node'))).toBe(ONE - FEE);
  });

  it('that refutes it gives the price and unspent audit fees back, and burns what is left of the bond', async () => {
    const args = await submitted(p, auditedRequest());
    const [jobId] = args;
    await dispute(args);
    const juror = { account: address('buyer'), amount: 7n, reason: REASON.JuryFee, assetId: 0n };
    const call = p.escrow.write.refute([...args, [juror]], judge());
    const facts = [jobId, address('requester'), address('node'), ONE, 0n] as const;
    await assert.emits(call, p.escrow, 'JobRefuted', [...facts]);
    await assert.emits(call, p.escrow, 'BondSlashed', [jobId, address('node'), BOND]);
    await assert.emits(call, p.escrow, 'AuditsEnded', [jobId, 2n]);
    const unspent = 2n * AUDIT_FEE;
    await assert.emits(call, p.escrow, 'AuditFeesRefunded', [jobId, address('requester'), unspent]);
    expect(await creditOf(p, address('requester'))).toBe(ONE + unspent);
    expect(await creditOf(p, address('buyer'))).toBe(7n);
    expect(await creditOf(p, await p.treasury.read.BURNT())).toBe(BOND - 7n);
    expect(await escrowed()).toBe(0n);
    expect(await lockedOf()).toBe(0n);
    expect(await stateOf(jobId)).toBe(STATE.Refunded);
    expect(await reviewOf(jobId)).toMatchObject({
      verdict: VERDICT.Refuted,
      openDisputes: 0,
      openAudits: 0,
    });
  });

  it('that comes to nothing gives everything back to both', async () => {
    const args = await submitted(p, auditedRequest());
    const [jobId] = args;
    await dispute(args);
    const call = p.escrow.write.voidJob(args, judge());
    await assert.emits(call, p.escrow, 'JobVoided', [jobId, address('requester'), address('node'), ONE]);
    await assert.emits(call, p.escrow, 'BondReleased', [jobId, address('node'), BOND]);
    expect(await creditOf(p, address('requester'))).toBe(ONE + 2n * AUDIT_FEE);
    expect(await creditOf(p, address('node'))).toBe(0n);
    expect(await lockedOf()).toBe(0n);
    expect(await stateOf(jobId)).toBe(STATE.Void);
    expect((await reviewOf(jobId)).verdict).toBe(VERDICT.Void);
  });

  it('leaves the others to be closed after the end, which changes nothing', async () => {
    const args = await submitted(p, jobRequest());
    const [jobId] = args;
    await dispute(args);
    await dispute(args);
    await p.escrow.write.refute([...args, []], judge());
    expect((await reviewOf(jobId)).openDisputes).toBe(1);
    await p.escrow.write.closeDispute([jobId], judge());
    expect(await stateOf(jobId)).toBe(STATE.Refunded);
    expect((await reviewOf(jobId)).openDisputes).toBe(0);
  });
});

describe('a dispute about a result that was accepted', () => {
  it('keeps the bond until it ends', async () => {
    const args = await submitted(p, jobRequest());
    const [jobId] = args;
    await accept(args);
    await dispute(args);
    expect(await stateOf(jobId)).toBe(STATE.Settled);
    await endOfWindow();
    const early = p.escrow.write.releaseBond(args, by('node'));
    await assert.reverts(early, p.escrow, 'JobEscrow_DisputesOpen', [jobId, 1n]);
    await p.escrow.write.closeDispute([jobId], judge());
    await p.escrow.write.releaseBond(args, by('node'));
    expect(await lockedOf()).toBe(0n);
    const late = dispute(args);
    await assert.reverts(late, p.escrow, 'JobEscrow_BondNotLocked', [jobId]);
  });

  it('that refutes it compensates the requester with at most the price', async () => {
    const args = await submitted(p, jobRequest());
    const [jobId] = args;
    await accept(args);
    await dispute(args);
    const call = p.escrow.write.refute([...args, []], judge());
    const facts = [jobId, address('requester'), address('node'), 0n, ONE] as const;
    await assert.emits(call, p.escrow, 'JobRefuted', [...facts]);
    expect(await creditOf(p, address('requester'))).toBe(ONE);
    expect(await creditOf(p, address('node'))).toBe(ONE - FEE);
    expect(await creditOf(p, await p.treasury.read.BURNT())).toBe(BOND - ONE);
    expect(await stateOf(jobId)).toBe(STATE.Settled);
    const again = p.escrow.write.refute([...args, []], judge());
    await assert.reverts(again, p.escrow, 'JobEscrow_BondNotLocked', [jobId]);
  });

  it('that refutes it compensates the requester with no more than jurors leave', async () => {
    const args = await submitted(p, jobRequest());
    await accept(args);
    await dispute(args);
    const fee = { account: address('buyer'), amount: BOND - 5n, reason: REASON.JuryFee, assetId: 0n };
    const hash = await p.escrow.write.refute([...args, [fee]], judge());
    const { logs } = await p.publicClient.getTransactionReceipt({ hash });
    const credits = parseEventLogs({ abi: p.treasury.abi, logs, eventName: 'Credited' });
    const booked = credits.map(({ args: { account, currency, reason, amount } }) => ({
      account,
      currency,
      reason,
      amount,
    }));
    expect(booked).toEqual([
      { account: address('buyer'), currency: NATIVE, reason: REASON.JuryFee, amount: BOND - 5n },
      { account: address('requester'), currency: NATIVE, reason: REASON.Slash, amount: 5n },
    ]);
  });

  it('never pays out more than the bond', async () => {
    const args = await submitted(p, jobRequest());
    await accept(args);
    await dispute(args);
    const fee = { account: address('buyer'), amount: BOND + 1n, reason: REASON.JuryFee, assetId: 0n };
    const call = p.escrow.write.refute([...args, [fee]], judge());
    await assert.reverts(call, p.treasury, 'Treasury_CreditsExceedStake', [BOND + 1n, BOND]);
  });

  it('that comes to nothing frees the bond and leaves the payment', async () => {
    const args = await submitted(p, jobRequest());
    const [jobId] = args;
    await accept(args);
    await dispute(args);
    const call = p.escrow.write.voidJob(args, judge());
    await assert.emits(call, p.escrow, 'JobVoided', [jobId, address('requester'), address('node'), 0n]);
    expect(await creditOf(p, address('requester'))).toBe(0n);
    expect(await creditOf(p, address('node'))).toBe(ONE - FEE);
    expect(await lockedOf()).toBe(0n);
    expect(await stateOf(jobId)).toBe(STATE.Settled);
  });
});

describe('audits', () => {
  it('are paid one by one out of the escrow, the rest goes back at the end', async () => {
    const args = await submitted(p, auditedRequest());
    const [jobId] = args;
    const call = p.escrow.write.passAudit([...args, address('buyer')], judge());
    await assert.emits(call, p.escrow, 'AuditPaid', [jobId, address('buyer'), AUDIT_FEE]);
    expect(await creditOf(p, address('buyer'))).toBe(AUDIT_FEE);
    const ended = p.escrow.write.endAudits([jobId, 1n], judge());
    await assert.emits(ended, p.escrow, 'AuditsEnded', [jobId, 1n]);
    expect(await reviewOf(jobId)).toMatchObject({ openAudits: 0, passedAudits: 1 });
    await endOfWindow();
    const finalize = p.escrow.write.finalize(args, by('stranger'));
    await assert.emits(finalize, p.escrow, 'AuditFeesRefunded', [jobId, address('requester'), AUDIT_FEE]);
    await assert.emits(finalize, p.escrow, 'JobSettled', [jobId, address('node'), ONE - FEE, FEE, 0n]);
    expect(await creditOf(p, address('requester'))).toBe(AUDIT_FEE);
    expect(await escrowed()).toBe(0n);
  });

  it('hold the job until the window and the longest dispute are over', async () => {
    const args = await submitted(p, auditedRequest());
    const [jobId] = args;
    const { submittedAt } = await p.escrow.read.jobOf([jobId]);
    await endOfWindow();
    const cap = submittedAt + JOBS.challengeWindowSeconds + DISPUTES.maxDurationSeconds;
    const early = () => p.escrow.write.finalize(args, by('stranger'));
    await assert.reverts(early(), p.escrow, 'JobEscrow_AuditsOpen', [jobId, 2n, BigInt(cap)]);
    await time.setNextBlockTimestamp(cap - 1);
    await assert.reverts(early(), p.escrow, 'JobEscrow_AuditsOpen', [jobId, 2n, BigInt(cap)]);
    await time.setNextBlockTimestamp(cap);
    const call = early();
    await assert.emits(call, p.escrow, 'AuditsEnded', [jobId, 2n]);
    expect(await creditOf(p, address('requester'))).toBe(2n * AUDIT_FEE);
    expect(await creditOf(p, address('node'))).toBe(ONE - FEE);
    expect(await escrowed()).toBe(0n);
  });

  it('hold the bond of an accepted job in the same way', async () => {
    const args = await submitted(p, auditedRequest());
    const [jobId] = args;
    await accept(args);
    expect(await escrowed()).toBe(2n * AUDIT_FEE);
    await p.escrow.write.passAudit([...args, address('buyer')], judge());
    await endOfWindow();
    const { submittedAt } = await p.escrow.read.jobOf([jobId]);
    const cap = submittedAt + JOBS.challengeWindowSeconds + DISPUTES.maxDurationSeconds;
    const early = p.escrow.write.releaseBond(args, by('node'));
    await assert.reverts(early, p.escrow, 'JobEscrow_AuditsOpen', [jobId, 1n, BigInt(cap)]);
    await time.increaseTo(cap);
    const call = p.escrow.write.releaseBond(args, by('stranger'));
    await assert.emits(call, p.escrow, 'AuditFeesRefunded', [jobId, address('requester'), AUDIT_FEE]);
    expect(await escrowed()).toBe(0n);
    expect(await lockedOf()).toBe(0n);
  });

  it('leave nothing to refund where all were passed', async () => {
    const args = await submitted(p, auditedRequest());
    await accept(args);
    for (let i = 0; i < 2; i += 1) await p.escrow.write.passAudit([...args, address('buyer')], judge());
    await endOfWindow();
    await p.escrow.write.releaseBond(args, by('node'));
    expect(await creditOf(p, address('requester'))).toBe(0n);
    expect(await creditOf(p, address('buyer'))).toBe(2n * AUDIT_FEE);
    const late = p.escrow.write.passAudit([...args, address('buyer')], judge());
    await assert.reverts(late, p.escrow, 'JobEscrow_BondNotLocked', [args[0]]);
  });
});

describe('the review', () => {
  it('is of a result: not of a job before it is submitted or after it has ended', async () => {
    const args = await submitted(p, jobRequest());
    const [jobId] = args;
    await dispute(args);
    await p.escrow.write.voidJob(args, judge());
    const ended = [jobId, STATE.Void, STATE.Submitted] as const;
    await assert.reverts(dispute(args), p.escrow, 'JobEscrow_WrongState', [...ended]);
    const calls = [
      () => p.escrow.write.passAudit([...args, address('buyer')], judge()),
      () => p.escrow.write.endAudits([jobId, 1n], judge()),
    ];
    for (const call of calls) await assert.reverts(call(), p.escrow, 'JobEscrow_WrongState', [...ended]);
    const unknown = p.escrow.write.openDispute([99n], judge());
    await assert.reverts(unknown, p.escrow, 'JobEscrow_WrongState', [99n, STATE.None, STATE.Submitted]);
  });

  it('decides what is disputed alone', async () => {
    const args = await submitted(p, jobRequest());
    const facts = [args[0], STATE.Submitted, STATE.Disputed] as const;
    const refute = p.escrow.write.refute([...args, []], judge());
    await assert.reverts(refute, p.escrow, 'JobEscrow_WrongState', [...facts]);
    const end = p.escrow.write.voidJob(args, judge());
    await assert.reverts(end, p.escrow, 'JobEscrow_WrongState', [...facts]);
  });

  it('checks what was submitted itself', async () => {
    const [jobId, terms, submission] = await submitted(p, auditedRequest());
    await p.escrow.write.openDispute([jobId], judge());
    const forged = [jobId, terms, submissionOf('forged')] as const;
    const cheaper = [
      jobId,
      { ...terms, payment: { ...terms.payment, auditFee: 99n * ONE } },
      submission,
    ] as const;
    for (const args of [forged, cheaper]) {
      const calls = [
        () => p.escrow.write.refute([...args, []], judge()),
        () => p.escrow.write.voidJob(args, judge()),
        () => p.escrow.write.passAudit([...args, address('buyer')], judge()),
      ];
      for (const call of calls) await assert.reverts(call(), p.escrow, 'JobEscrow_TermsMismatch', [jobId]);
    }
  });

  it('is by Disputes alone', async () => {
    const args = await submitted(p, auditedRequest());
    const calls = [
      () => p.escrow.write.openDispute([args[0]], by('node')),
      () => p.escrow.write.closeDispute([args[0]], by('node')),
      () => p.escrow.write.refute([...args, []], by('node')),
      () => p.escrow.write.voidJob(args, by('node')),
      () => p.escrow.write.passAudit([...args, address('node')], by('node')),
      () => p.escrow.write.endAudits([args[0], 1n], by('node')),
    ];
    const facts = [address('node'), disputes.account.address] as const;
    for (const call of calls) await assert.reverts(call(), p.escrow, 'JobEscrow_NotDisputes', [...facts]);
  });
});
