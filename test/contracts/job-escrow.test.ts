import { getAddress, parseEther, parseEventLogs } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { claimedJob, creditOf, POLICY, registerAsset, registerNode, submittedJob } from './support/act.ts';
import { digest } from './support/digest.ts';
import { jobRequest, requestJob, STATE, submissionOf } from './support/job-request.ts';
import { deployToken } from './support/mock.ts';
import { chain, NATIVE, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

const { revertWithCustomErrorWithArgs: reverts, emitWithArgs } = chain.viem.assertions;
const { time } = chain.networkHelpers;
const ONE = parseEther('1');
const BOND = ONE / 5n;
const FEE = ONE / 40n;
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
    await reverts(ask(jobRequest(), ONE - 1n), p.escrow, 'JobEscrow_WrongValue', [ONE, ONE - 1n]);
    await reverts(ask(jobRequest(), ONE + 1n), p.escrow, 'JobEscrow_WrongValue', [ONE, ONE + 1n]);
  });

  it('refuses a lowest price above the highest', async () => {
    const call = ask(jobRequest({ payment: { minPrice: ONE + 1n } }));
    await reverts(call, p.escrow, 'JobEscrow_InvalidPrice', [ONE + 1n, ONE]);
  });

  it('refuses windows that do not last, or last too long', async () => {
    const day = 24 * 3600;
    for (const claimWindow of [0, day + 1]) {
      const call = ask(jobRequest({ payment: { claimWindow } }));
      await reverts(call, p.escrow, 'JobEscrow_InvalidClaimWindow', [BigInt(claimWindow), BigInt(day)]);
    }
    for (const runTime of [0, 7 * day + 1]) {
      const call = ask(jobRequest({ work: { runTime } }));
      await reverts(call, p.escrow, 'JobEscrow_InvalidRunTime', [BigInt(runTime), BigInt(7 * day)]);
    }
  });

  it('refuses a zero specification and a royalty above half', async () => {
    const zero = ask(jobRequest({ work: { specDigest: `0x${'0'.repeat(64)}` } }));
    await reverts(zero, p.escrow, 'JobEscrow_ZeroDigest', []);
    const royal = ask(jobRequest({ royaltyBps: 5001 }));
    await reverts(royal, p.escrow, 'JobEscrow_RoyaltyTooHigh', [5001n, 5000n]);
  });

  it('refuses to promise audits that nobody can hold', async () => {
    const audit = ask(jobRequest({ work: { mode: 1 } }));
    await reverts(audit, p.escrow, 'JobEscrow_ModeNotAvailable', [1, 0n]);
    const paid = ask(jobRequest({ work: { audits: 1 } }));
    await reverts(paid, p.escrow, 'JobEscrow_ModeNotAvailable', [0, 1n]);
  });

  it('refuses parents from which the requester may not derive', async () => {
    const base = await registerAsset(p, 'base', { policy: POLICY.Closed });
    const call = ask(jobRequest({ parents: [{ assetId: base, licenseId: 0n }] }));
    await reverts(call, p.assets, 'AssetRegistry_DerivationClosed', [base, address('requester')]);
  });

  it('refuses a token without a bond rate', async () => {
    const token = await deployToken('TestToken');
    const call = ask(jobRequest({ payment: { currency: token.address } }), 0n);
    await reverts(call, p.escrow, 'JobEscrow_CurrencyWithoutBondRate', [getAddress(token.address), 1n]);
  });
});

describe('cancel', () => {
  it('gives an open job’s escrow back to the requester at any time', async () => {
    const { jobId, terms } = await requestJob(p);
    const call = p.escrow.write.cancel([jobId, terms], by('requester'));
    const facts = [jobId, address('requester'), address('requester'), ONE] as const;
    await emitWithArgs(call, p.escrow, 'JobCanceled', [...facts]);
    expect(await creditOf(p, address('requester'))).toBe(ONE);
    expect(await p.treasury.read.escrowed([NATIVE])).toBe(0n);
    expect(await stateOf(jobId)).toBe(STATE.Canceled);
  });

  it('is anybody’s after the claim window, never before', async () => {
    const { jobId, terms } = await requestJob(p);
    const end = terms.requestedAt + 600;
    await time.setNextBlockTimestamp(end - 1);
    const early = p.escrow.write.cancel([jobId, terms], by('stranger'));
    await reverts(early, p.escrow, 'JobEscrow_ClaimWindowOpen', [jobId, BigInt(end)]);
    await time.increaseTo(end);
    await p.escrow.write.cancel([jobId, terms], by('stranger'));
    expect(await creditOf(p, address('requester'))).toBe(ONE);
  });

  it('comes too late once a node has claimed', async () => {
    const { jobId, terms } = await claimedJob(p);
    const call = p.escrow.write.cancel([jobId, terms], by('requester'));
    await reverts(call, p.escrow, 'JobEscrow_WrongState', [jobId, STATE.Claimed, STATE.Open]);
  });
});

describe('claim', () => {
  it('locks a bond and sets the deadline', async () => {
    const { jobId, terms } = await requestJob(p);
    const call = p.escrow.write.claim([jobId, terms], by('node'));
    await call;
    const now = BigInt(await time.latest());
    const facts = [jobId, address('node'), ONE, BOND, now, now + 3600n] as const;
    await emitWithArgs(call, p.escrow, 'JobClaimed', [...facts]);
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
    await reverts(call, p.nodes, 'NodeRegistry_NotRegistered', [address('stranger')]);
  });

  it('is refused to a node whose stake was taken out, or does not cover the bond', async () => {
    const { jobId, terms } = await requestJob(
      p,
      jobRequest({ payment: { maxPrice: 30n * ONE, minPrice: 30n * ONE } }),
    );
    const call = p.escrow.write.claim([jobId, terms], by('node'));
    await reverts(call, p.nodes, 'NodeRegistry_InsufficientStake', [address('node'), 5n * ONE, 6n * ONE]);
    await p.nodes.write.unbond([5n * ONE], by('node'));
    const empty = p.escrow.write.claim([jobId, terms], by('node'));
    await reverts(empty, p.nodes, 'NodeRegistry_StakeBelowMinimum', [address('node'), 0n, ONE]);
  });

  it('is refused to a node of another class, and in a retired one', async () => {
    const { jobId, terms } = await requestJob(p);
    await p.nodes.write.leaveClass([terms.work.class], by('node'));
    const other = p.escrow.write.claim([jobId, terms], by('node'));
    await reverts(other, p.nodes, 'NodeRegistry_ClassNotServed', [address('node'), terms.work.class]);
    await p.nodes.write.joinClass([terms.work.class], by('node'));
    await p.nodes.write.setClassStatus([terms.work.class, 3]);
    const retired = p.escrow.write.claim([jobId, terms], by('node'));
    await reverts(retired, p.nodes, 'NodeRegistry_ClassNotOpen', [terms.work.class, 3]);
  });

  it('is refused to all but the target of a direct hire', async () => {
    await registerNode(p, p.accounts.stranger);
    const { jobId, terms } = await requestJob(p, jobRequest({ work: { targetNode: address('stranger') } }));
    const call = p.escrow.write.claim([jobId, terms], by('node'));
    await reverts(call, p.escrow, 'JobEscrow_NotTargetNode', [jobId, address('node'), address('stranger')]);
    await p.escrow.write.claim([jobId, terms], by('stranger'));
  });

  it('is refused after another claim, and at the end of the window', async () => {
    const first = await claimedJob(p);
    const again = p.escrow.write.claim([first.jobId, first.terms], by('node'));
    await reverts(again, p.escrow, 'JobEscrow_WrongState', [first.jobId, STATE.Claimed, STATE.Open]);
    const { jobId, terms } = await requestJob(p);
    const end = terms.requestedAt + 600;
    await time.increaseTo(end);
    const late = p.escrow.write.claim([jobId, terms], by('node'));
    await reverts(late, p.escrow, 'JobEscrow_ClaimWindowOver', [jobId, BigInt(end)]);
  });

  it('is refused with other terms than were requested', async () => {
    const { jobId, terms } = await requestJob(p);
    const better = { ...terms, payment: { ...terms.payment, maxPrice: 2n * ONE } };
    const call = p.escrow.write.claim([jobId, better], by('node'));
    await reverts(call, p.escrow, 'JobEscrow_TermsMismatch', [jobId]);
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
    await emitWithArgs(call, p.escrow, 'JobSubmitted', [...facts]);
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
    await time.increaseTo(deadline);
    const late = p.escrow.write.submit(args, by('node'));
    await reverts(late, p.escrow, 'JobEscrow_DeadlinePassed', [jobId, BigInt(deadline)]);
  });

  it('is refused to any other node, and with a zero digest', async () => {
    const { jobId, terms } = await claimedJob(p);
    const stolen = p.escrow.write.submit([jobId, terms, submissionOf('x')], by('stranger'));
    const facts = [jobId, address('stranger'), address('node')] as const;
    await reverts(stolen, p.escrow, 'JobEscrow_NotAssignedNode', [...facts]);
    for (const field of ['resultDigest', 'traceRoot']) {
      const submission = { ...submissionOf('x'), [field]: `0x${'0'.repeat(64)}` };
      const call = p.escrow.write.submit([jobId, terms, submission], by('node'));
      await reverts(call, p.escrow, 'JobEscrow_ZeroDigest', []);
    }
  });

  it('is refused twice', async () => {
    const { jobId, terms, submission } = await submittedJob(p);
    const call = p.escrow.write.submit([jobId, terms, submission], by('node'));
    await reverts(call, p.escrow, 'JobEscrow_WrongState', [jobId, STATE.Submitted, STATE.Claimed]);
  });
});

describe('accept', () => {
  it('pays the node at once and keeps the bond until the window ends', async () => {
    const { jobId, terms, submission } = await submittedJob(p);
    const args = [jobId, terms, submission] as const;
    const call = p.escrow.write.accept(args, by('requester'));
    await emitWithArgs(call, p.escrow, 'JobAccepted', [jobId, address('requester')]);
    await emitWithArgs(call, p.escrow, 'JobSettled', [jobId, address('node'), ONE - FEE, FEE, 0n]);
    expect(await creditOf(p, address('node'))).toBe(ONE - FEE);
    expect(await creditOf(p, p.treasury.address)).toBe(FEE);
    expect(await lockedOf()).toBe(BOND);

    const end = (await p.escrow.read.jobOf([jobId])).submittedAt + 60;
    await time.setNextBlockTimestamp(end - 1);
    const early = p.escrow.write.releaseBond(args, by('node'));
    await reverts(early, p.escrow, 'JobEscrow_ChallengeWindowOpen', [jobId, BigInt(end)]);
    await time.increaseTo(end);
    const release = p.escrow.write.releaseBond(args, by('stranger'));
    await emitWithArgs(release, p.escrow, 'BondReleased', [jobId, address('node'), BOND]);
    expect(await lockedOf()).toBe(0n);
    const again = p.escrow.write.releaseBond(args, by('node'));
    await reverts(again, p.escrow, 'JobEscrow_BondNotLocked', [jobId]);
  });

  it('gives the rest of the escrow back where the price was lower', async () => {
    const request = jobRequest({ payment: { minPrice: 1000n, maxPrice: 7000n } });
    const { jobId, terms } = await requestJob(p, request);
    await time.setNextBlockTimestamp(terms.requestedAt + 300);
    await p.escrow.write.claim([jobId, terms], by('node'));
    const submission = submissionOf('result');
    await p.escrow.write.submit([jobId, terms, submission], by('node'));
    await p.escrow.write.accept([jobId, terms, submission], by('requester'));
    expect(await creditOf(p, address('node'))).toBe(3900n);
    expect(await creditOf(p, p.treasury.address)).toBe(100n);
    expect(await creditOf(p, address('requester'))).toBe(3000n);
    expect(await p.treasury.read.escrowed([NATIVE])).toBe(0n);
  });

  it('is the requester’s alone, and of what was submitted', async () => {
    const { jobId, terms, submission } = await submittedJob(p);
    const node = p.escrow.write.accept([jobId, terms, submission], by('node'));
    await reverts(node, p.escrow, 'JobEscrow_NotRequester', [jobId, address('node'), address('requester')]);
    const other = p.escrow.write.accept([jobId, terms, submissionOf('other')], by('requester'));
    await reverts(other, p.escrow, 'JobEscrow_TermsMismatch', [jobId]);
  });

  it('pays once', async () => {
    const { jobId, terms, submission } = await submittedJob(p);
    await p.escrow.write.accept([jobId, terms, submission], by('requester'));
    const again = p.escrow.write.accept([jobId, terms, submission], by('requester'));
    await reverts(again, p.escrow, 'JobEscrow_WrongState', [jobId, STATE.Settled, STATE.Submitted]);
    await time.increase(60);
    const finalize = p.escrow.write.finalize([jobId, terms, submission], by('node'));
    await reverts(finalize, p.escrow, 'JobEscrow_WrongState', [jobId, STATE.Settled, STATE.Submitted]);
    expect(await creditOf(p, address('node'))).toBe(ONE - FEE);
  });
});

describe('finalize', () => {
  it('pays and frees the bond after the window, by anyone', async () => {
    const { jobId, terms, submission } = await submittedJob(p);
    const args = [jobId, terms, submission] as const;
    const end = (await time.latest()) + 60;
    await time.setNextBlockTimestamp(end - 1);
    const early = p.escrow.write.finalize(args, by('stranger'));
    await reverts(early, p.escrow, 'JobEscrow_ChallengeWindowOpen', [jobId, BigInt(end)]);
    await time.increaseTo(end);
    const call = p.escrow.write.finalize(args, by('stranger'));
    await emitWithArgs(call, p.escrow, 'BondReleased', [jobId, address('node'), BOND]);
    expect(await creditOf(p, address('node'))).toBe(ONE - FEE);
    expect(await lockedOf()).toBe(0n);
    expect(await stateOf(jobId)).toBe(STATE.Settled);
  });
});

describe('expire', () => {
  it('refunds the requester and burns the bond after a missed deadline, by anyone', async () => {
    const { jobId, terms } = await claimedJob(p);
    const deadline = (await time.latest()) + 3600;
    await time.setNextBlockTimestamp(deadline - 1);
    const early = p.escrow.write.expire([jobId, terms], by('stranger'));
    await reverts(early, p.escrow, 'JobEscrow_DeadlineNotReached', [jobId, BigInt(deadline)]);
    await time.increaseTo(deadline);
    const call = p.escrow.write.expire([jobId, terms], by('stranger'));
    const facts = [jobId, address('requester'), address('node'), ONE] as const;
    await emitWithArgs(call, p.escrow, 'JobRefunded', [...facts]);
    await emitWithArgs(call, p.escrow, 'BondSlashed', [jobId, address('node'), BOND]);
    await emitWithArgs(call, p.nodes, 'NodeSlashed', [address('node'), jobId, BOND]);
    expect(await creditOf(p, address('requester'))).toBe(ONE);
    expect(await creditOf(p, await p.treasury.read.BURNT())).toBe(BOND);
    expect(await creditOf(p, address('stranger'))).toBe(0n);
    expect(await p.nodes.read.nodeOf([address('node')])).toMatchObject({
      stake: 5n * ONE - BOND,
      locked: 0n,
    });
    expect(await p.treasury.read.staked()).toBe(5n * ONE - BOND);
    const again = p.escrow.write.expire([jobId, terms], by('stranger'));
    await reverts(again, p.escrow, 'JobEscrow_WrongState', [jobId, STATE.Refunded, STATE.Claimed]);
  });
});

describe('mintResult', () => {
  it('registers the result for the requester with the frozen lineage', async () => {
    const base = await registerAsset(p, 'base', { royaltyBps: 1000 });
    const data = await registerAsset(p, 'data', { royaltyBps: 200 });
    const parents = [base, data].map((assetId) => ({ assetId, licenseId: 0n }));
    const { jobId, terms, submission } = await submittedJob(p, jobRequest({ parents }));
    // What the parents' owner does after the request changes nothing.
    for (const id of [base, data]) await p.assets.write.tightenPolicy([id, POLICY.Closed], by('publisher'));
    await p.escrow.write.accept([jobId, terms, submission], by('requester'));
    const hash = await p.escrow.write.mintResult([jobId, terms, submission], by('stranger'));
    const { logs } = await p.publicClient.getTransactionReceipt({ hash });
    const [registered] = parseEventLogs({ abi: p.assets.abi, logs, eventName: 'AssetRegistered' });
    expect(registered!.args).toEqual({
      assetId: 3n,
      creator: address('requester'),
      jobId,
      kind: 1,
      policy: POLICY.Open,
      royaltyBps: 300,
      manifestDigest: submission.resultDigest,
      source: 1,
      lineage: {
        parents: [1, 2, 0, 0],
        ancestors: [(1n << 16n) | 1000n | (((2n << 16n) | 200n) << 64n), 0n],
      },
    });
    const [minted] = parseEventLogs({ abi: p.escrow.abi, logs, eventName: 'ResultMinted' });
    expect(minted!.args).toEqual({
      jobId,
      assetId: 3n,
      requester: address('requester'),
      resultDigest: submission.resultDigest,
    });
    expect(await p.assets.read.ownerOf([3n])).toBe(address('requester'));
  });

  it('happens once, and only after payment', async () => {
    const { jobId, terms, submission } = await submittedJob(p);
    const args = [jobId, terms, submission] as const;
    const early = p.escrow.write.mintResult(args, by('stranger'));
    await reverts(early, p.escrow, 'JobEscrow_WrongState', [jobId, STATE.Submitted, STATE.Settled]);
    await p.escrow.write.accept(args, by('requester'));
    await p.escrow.write.mintResult(args, by('stranger'));
    const again = p.escrow.write.mintResult(args, by('stranger'));
    const facts = [address('requester'), submission.resultDigest, 1n] as const;
    await reverts(again, p.assets, 'AssetRegistry_AlreadyRegistered', [...facts]);
  });

  it('cannot be forged with another digest', async () => {
    const { jobId, terms, submission } = await submittedJob(p);
    await p.escrow.write.accept([jobId, terms, submission], by('requester'));
    const forged = { ...submission, resultDigest: digest('forged') };
    const call = p.escrow.write.mintResult([jobId, terms, forged], by('node'));
    await reverts(call, p.escrow, 'JobEscrow_TermsMismatch', [jobId]);
  });
});

describe('a price in a token', () => {
  it('is held and paid in it, secured by a native bond at the version’s rate', async () => {
    const token = await deployToken('TestToken');
    await p.treasury.write.allowCurrency([token.address, true]);
    await p.escrow.write.setParameters([
      await p.escrow.read.parametersOf([1n]),
      [{ currency: token.address, weiPerToken: ONE / 2n }],
    ]);
    await token.write.mint([address('requester'), ONE]);
    await token.write.approve([p.treasury.address, ONE], by('requester'));
    const request = jobRequest({ payment: { currency: token.address } });
    await reverts(ask(request, 1n), p.escrow, 'JobEscrow_WrongValue', [0n, 1n]);
    const { jobId, terms, submission } = await submittedJob(p, request);
    expect(await lockedOf()).toBe(ONE / 2n);
    expect(await p.treasury.read.escrowed([token.address])).toBe(ONE);
    await p.escrow.write.accept([jobId, terms, submission], by('requester'));
    expect(await p.treasury.read.creditOf([address('node'), token.address])).toBe(ONE - FEE);
  });
});

describe('parameters', () => {
  it('change for later requests only', async () => {
    const { jobId, terms, submission } = await submittedJob(p);
    const before = await p.escrow.read.parametersOf([1n]);
    const after = { ...before, challengeWindow: 1_000_000, feeBps: 0, minBond: 5n * ONE };
    const call = p.escrow.write.setParameters([after, []]);
    await emitWithArgs(call, p.escrow, 'ParametersSet', [2n, after]);
    expect(await p.escrow.read.currentVersion()).toBe(2n);
    await time.increase(60);
    await p.escrow.write.finalize([jobId, terms, submission], by('node'));
    expect(await creditOf(p, address('node'))).toBe(ONE - FEE);
    expect(await lockedOf()).toBe(0n);
    expect((await requestJob(p)).terms.version).toBe(2);
  });

  it('keep a fee of at most 5 % and windows that last', async () => {
    const good = await p.escrow.read.parametersOf([1n]);
    const fee = p.escrow.write.setParameters([{ ...good, feeBps: 501 }, []]);
    await reverts(fee, p.escrow, 'JobEscrow_FeeTooHigh', [501n, 500n]);
    for (const window of ['challengeWindow', 'maxClaimWindow', 'maxRunTime']) {
      const call = p.escrow.write.setParameters([{ ...good, [window]: 0 }, []]);
      await reverts(call, p.escrow, 'JobEscrow_ZeroWindow', []);
    }
  });

  it('are governance’s alone', async () => {
    const parameters = await p.escrow.read.parametersOf([1n]);
    const calls = [
      () => p.escrow.write.setParameters([parameters, []], by('stranger')),
      () => p.escrow.write.pause(by('stranger')),
      () => p.escrow.write.unpause(by('stranger')),
    ];
    for (const call of calls)
      await reverts(call(), p.escrow, 'AccessManagedUnauthorized', [address('stranger')]);
  });
});

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
    await reverts(ask(jobRequest()), p.escrow, 'EnforcedPause', []);
    await reverts(p.escrow.write.claim([jobId, terms], by('node')), p.nodes, 'EnforcedPause', []);
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

  it('a submitted job can be finalized, minted and paid out', async () => {
    const { jobId, terms, submission } = await submittedJob(p);
    await pauseAll();
    await time.increase(60);
    await p.escrow.write.finalize([jobId, terms, submission], by('stranger'));
    await p.escrow.write.mintResult([jobId, terms, submission], by('stranger'));
    await p.treasury.write.withdraw([NATIVE, address('node'), ONE - FEE], by('node'));
    expect(await creditOf(p, address('node'))).toBe(0n);
  });
});
