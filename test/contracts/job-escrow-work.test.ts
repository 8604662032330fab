import { getAddress, parseEther, parseEventLogs } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { claimedJob, creditOf, POLICY, registerAsset, registerNode, submittedJob } from './support/act.ts';
import { assert } from './support/assert.ts';
import { jobRequest, requestJob, STATE, submissionOf } from './support/job-request.ts';
import { deployToken } from './support/mock.ts';
import { chain, NATIVE, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

const { time } = chain.networkHelpers;
const ONE = parseEther('1');
const BOND = ONE / 5n;
let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(protocol);
  await registerNode(p);
});
const by = (name: keyof Protocol['accounts']) => ({ account: p.accounts[name].account });
const address = (name: keyof Protocol['accounts']) => getAddress(p.accounts[name].account.address);
const stateOf = async (jobId: bigint) => (await p.escrow.read.jobOf([jobId])).state;
const lockedOf = async () => (await p.nodes.read.nodeOf([address('node')])).locked;
const ask = (request: ReturnType<typeof jobRequest>, value = request.payment.maxPrice) =>
  p.escrow.write.request([request], { ...by('requester'), value });

describe('request', () => {
  it('puts the highest price into escrow and says everything in two events', async () => {
    const base = await registerAsset(p, 'base', { royaltyBps: 1000 });
    const request = jobRequest({ parents: [{ assetId: base, licenseId: 0n }] });
    const hash = await ask(request);
    const { logs } = await p.publicClient.getTransactionReceipt({ hash });
    const [requested] = parseEventLogs({ abi: p.escrow.abi, logs, eventName: 'JobRequested' });
    expect(requested!.args).toEqual({
      jobId: 1n,
      requester: address('requester'),
      class: request.work.class,
      work: request.work,
      requestedAt: await time.latest(),
      version: 1,
    });
    const [funded] = parseEventLogs({ abi: p.escrow.abi, logs, eventName: 'JobFunded' });
    expect(funded!.args).toEqual({
      jobId: 1n,
      payment: request.payment,
      outcome: {
        policy: POLICY.Open,
        royaltyBps: 300,
        lineage: { parents: [1, 0, 0, 0], ancestors: [(1n << 16n) | 1000n, 0n] },
      },
    });
    for (const log of logs) expect((log.data.length - 2) / 2).toBeLessThanOrEqual(416);
    expect(await p.treasury.read.escrowed([NATIVE])).toBe(ONE);
    expect(await stateOf(1n)).toBe(STATE.Open);
  });

  it('refuses a value that is not the highest price', async () => {
    await assert.reverts(ask(jobRequest(), ONE - 1n), p.escrow, 'JobEscrow_WrongValue', [ONE, ONE - 1n]);
    await assert.reverts(ask(jobRequest(), ONE + 1n), p.escrow, 'JobEscrow_WrongValue', [ONE, ONE + 1n]);
  });

  it('refuses a lowest price above the highest', async () => {
    const call = ask(jobRequest({ payment: { minPrice: ONE + 1n } }));
    await assert.reverts(call, p.escrow, 'JobEscrow_InvalidPrice', [ONE + 1n, ONE]);
  });

  it('refuses windows that do not last, or last too long', async () => {
    const day = 24 * 3600;
    for (const claimWindow of [0, day + 1]) {
      const call = ask(jobRequest({ payment: { claimWindow } }));
      await assert.reverts(call, p.escrow, 'JobEscrow_InvalidClaimWindow', [
        BigInt(claimWindow),
        BigInt(day),
      ]);
    }
    for (const runTime of [0, 7 * day + 1]) {
      const call = ask(jobRequest({ work: { runTime } }));
      await assert.reverts(call, p.escrow, 'JobEscrow_InvalidRunTime', [BigInt(runTime), BigInt(7 * day)]);
    }
  });

  it('refuses a zero specification and a royalty above half', async () => {
    const zero = ask(jobRequest({ work: { specDigest: `0x${'0'.repeat(64)}` } }));
    await assert.reverts(zero, p.escrow, 'JobEscrow_ZeroDigest', []);
    const royal = ask(jobRequest({ royaltyBps: 5001 }));
    await assert.reverts(royal, p.escrow, 'JobEscrow_RoyaltyTooHigh', [5001n, 5000n]);
  });

  it('refuses to promise audits that nobody can hold', async () => {
    const audit = ask(jobRequest({ work: { mode: 1 } }));
    await assert.reverts(audit, p.escrow, 'JobEscrow_ModeNotAvailable', [1, 0n]);
    const paid = ask(jobRequest({ work: { audits: 1 } }));
    await assert.reverts(paid, p.escrow, 'JobEscrow_ModeNotAvailable', [0, 1n]);
  });

  it('refuses parents from which the requester may not derive', async () => {
    const base = await registerAsset(p, 'base', { policy: POLICY.Closed });
    const call = ask(jobRequest({ parents: [{ assetId: base, licenseId: 0n }] }));
    await assert.reverts(call, p.assets, 'AssetRegistry_DerivationClosed', [base, address('requester')]);
  });

  it('refuses a token without a bond rate', async () => {
    const token = await deployToken('TestToken');
    const call = ask(jobRequest({ payment: { currency: token.address } }), 0n);
    await assert.reverts(call, p.escrow, 'JobEscrow_CurrencyWithoutBondRate', [
      getAddress(token.address),
      1n,
    ]);
  });
});

describe('cancel', () => {
  it('gives an open job’s escrow back to the requester at any time', async () => {
    const { jobId, terms } = await requestJob(p);
    const call = p.escrow.write.cancel([jobId, terms], by('requester'));
    const facts = [jobId, address('requester'), address('requester'), ONE] as const;
    await assert.emits(call, p.escrow, 'JobCanceled', [...facts]);
    expect(await creditOf(p, address('requester'))).toBe(ONE);
    expect(await p.treasury.read.escrowed([NATIVE])).toBe(0n);
    expect(await stateOf(jobId)).toBe(STATE.Canceled);
  });

  it('is anybody’s after the claim window, never before', async () => {
    const { jobId, terms } = await requestJob(p);
    const end = terms.requestedAt + 600;
    await time.setNextBlockTimestamp(end - 1);
    const early = p.escrow.write.cancel([jobId, terms], by('stranger'));
    await assert.reverts(early, p.escrow, 'JobEscrow_ClaimWindowOpen', [jobId, BigInt(end)]);
    await time.setNextBlockTimestamp(end);
    await p.escrow.write.cancel([jobId, terms], by('stranger'));
    expect(await creditOf(p, address('requester'))).toBe(ONE);
  });

  it('comes too late once a node has claimed', async () => {
    const { jobId, terms } = await claimedJob(p);
    const call = p.escrow.write.cancel([jobId, terms], by('requester'));
    await assert.reverts(call, p.escrow, 'JobEscrow_WrongState', [jobId, STATE.Claimed, STATE.Open]);
  });
});

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
    expect(claimed!.args.bond).toBe(parseEther('0.01'));
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
      6n * ONE,
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
    const facts = [jobId, address('node'), submission, now, now + 60n] as const;
    await assert.emits(call, p.escrow, 'JobSubmitted', [...facts]);
    expect(await stateOf(jobId)).toBe(STATE.Submitted);
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

  it('is refused to any other node, and with a zero digest', async () => {
    const { jobId, terms } = await claimedJob(p);
    const stolen = p.escrow.write.submit([jobId, terms, submissionOf('x')], by('stranger'));
    const facts = [jobId, address('stranger'), address('node')] as const;
    await assert.reverts(stolen, p.escrow, 'JobEscrow_NotAssignedNode', [...facts]);
    for (const field of ['resultDigest', 'traceRoot']) {
      const submission = { ...submissionOf('x'), [field]: `0x${'0'.repeat(64)}` };
      const call = p.escrow.write.submit([jobId, terms, submission], by('node'));
      await assert.reverts(call, p.escrow, 'JobEscrow_ZeroDigest', []);
    }
  });

  it('is refused twice', async () => {
    const { jobId, terms, submission } = await submittedJob(p);
    const call = p.escrow.write.submit([jobId, terms, submission], by('node'));
    await assert.reverts(call, p.escrow, 'JobEscrow_WrongState', [jobId, STATE.Submitted, STATE.Claimed]);
  });
});
