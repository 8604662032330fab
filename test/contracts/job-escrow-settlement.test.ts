import { parseEventLogs } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { claimedJob, creditOf, POLICY, registerAsset, submittedJob } from './support/act.ts';
import { assert } from './support/assert.ts';
import { digest } from './support/digest.ts';
import { BOND, FEE, JOBS, nodeStage, ONE, submitted } from './support/escrow-stage.ts';
import { handles } from './support/handles.ts';
import { jobRequest, requestJob, STATE, submissionOf } from './support/job-request.ts';
import { chain, NATIVE } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

const { time } = chain.networkHelpers;
let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(nodeStage);
});
const { by, address, stateOf, lockedOf } = handles(() => p);

describe('accept', () => {
  it('pays the node at once and keeps the bond until the window ends', async () => {
    const { jobId, terms, submission } = await submittedJob(p);
    const args = [jobId, terms, submission] as const;
    const call = p.escrow.write.accept(args, by('requester'));
    await assert.emits(call, p.escrow, 'JobAccepted', [jobId, address('requester')]);
    await assert.emits(call, p.escrow, 'JobSettled', [jobId, address('node'), ONE - FEE, FEE, 0n]);
    expect(await creditOf(p, address('node'))).toBe(ONE - FEE);
    expect(await creditOf(p, p.treasury.address)).toBe(FEE);
    expect(await lockedOf()).toBe(BOND);

    const end = (await p.escrow.read.jobOf([jobId])).submittedAt + JOBS.challengeWindowSeconds;
    await time.setNextBlockTimestamp(end - 1);
    const early = p.escrow.write.releaseBond(args, by('node'));
    await assert.reverts(early, p.escrow, 'JobEscrow_ChallengeWindowOpen', [jobId, BigInt(end)]);
    await time.setNextBlockTimestamp(end);
    const release = p.escrow.write.releaseBond(args, by('stranger'));
    await assert.emits(release, p.escrow, 'BondReleased', [jobId, address('node'), BOND]);
    expect(await lockedOf()).toBe(0n);
    const again = p.escrow.write.releaseBond(args, by('node'));
    await assert.reverts(again, p.escrow, 'JobEscrow_BondNotLocked', [jobId]);
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
    await assert.reverts(node, p.escrow, 'JobEscrow_NotRequester', [
      jobId,
      address('node'),
      address('requester'),
    ]);
    const other = p.escrow.write.accept([jobId, terms, submissionOf('other')], by('requester'));
    await assert.reverts(other, p.escrow, 'JobEscrow_TermsMismatch', [jobId]);
  });

  it('pays once', async () => {
    const { jobId, terms, submission } = await submittedJob(p);
    await p.escrow.write.accept([jobId, terms, submission], by('requester'));
    const again = p.escrow.write.accept([jobId, terms, submission], by('requester'));
    await assert.reverts(again, p.escrow, 'JobEscrow_WrongState', [jobId, STATE.Settled, STATE.Submitted]);
    await time.increase(JOBS.challengeWindowSeconds);
    const finalize = p.escrow.write.finalize([jobId, terms, submission], by('node'));
    await assert.reverts(finalize, p.escrow, 'JobEscrow_WrongState', [jobId, STATE.Settled, STATE.Submitted]);
    expect(await creditOf(p, address('node'))).toBe(ONE - FEE);
  });
});

describe('finalize', () => {
  it('pays and frees the bond after the window, by anyone', async () => {
    const { jobId, terms, submission } = await submittedJob(p);
    const args = [jobId, terms, submission] as const;
    const end = (await time.latest()) + JOBS.challengeWindowSeconds;
    await time.setNextBlockTimestamp(end - 1);
    const early = p.escrow.write.finalize(args, by('stranger'));
    await assert.reverts(early, p.escrow, 'JobEscrow_ChallengeWindowOpen', [jobId, BigInt(end)]);
    await time.setNextBlockTimestamp(end);
    const call = p.escrow.write.finalize(args, by('stranger'));
    await assert.emits(call, p.escrow, 'BondReleased', [jobId, address('node'), BOND]);
    expect(await creditOf(p, address('node'))).toBe(ONE - FEE);
    expect(await lockedOf()).toBe(0n);
    expect(await stateOf(jobId)).toBe(STATE.Settled);
  });

  it('is refused before submission, twice, and with what was not submitted', async () => {
    const claimed = await claimedJob(p);
    const early = p.escrow.write.finalize([claimed.jobId, claimed.terms, submissionOf('x')], by('node'));
    await assert.reverts(early, p.escrow, 'JobEscrow_WrongState', [
      claimed.jobId,
      STATE.Claimed,
      STATE.Submitted,
    ]);
    const [jobId, terms, submission] = await submitted(p, jobRequest());
    await time.increase(JOBS.challengeWindowSeconds);
    const other = p.escrow.write.finalize([jobId, terms, submissionOf('other')], by('node'));
    await assert.reverts(other, p.escrow, 'JobEscrow_TermsMismatch', [jobId]);
    await p.escrow.write.finalize([jobId, terms, submission], by('node'));
    const again = p.escrow.write.finalize([jobId, terms, submission], by('node'));
    await assert.reverts(again, p.escrow, 'JobEscrow_WrongState', [jobId, STATE.Settled, STATE.Submitted]);
  });
});

describe('releaseBond', () => {
  it('is of what was accepted', async () => {
    const [jobId, terms, submission] = await submitted(p, jobRequest());
    const early = p.escrow.write.releaseBond([jobId, terms, submission], by('node'));
    await assert.reverts(early, p.escrow, 'JobEscrow_WrongState', [jobId, STATE.Submitted, STATE.Settled]);
    await p.escrow.write.accept([jobId, terms, submission], by('requester'));
    const other = p.escrow.write.releaseBond([jobId, terms, submissionOf('other')], by('node'));
    await assert.reverts(other, p.escrow, 'JobEscrow_TermsMismatch', [jobId]);
  });
});

describe('expire', () => {
  it('refunds the requester and burns the bond after a missed deadline, by anyone', async () => {
    const { jobId, terms } = await claimedJob(p);
    const deadline = (await time.latest()) + 3600;
    await time.setNextBlockTimestamp(deadline - 1);
    const early = p.escrow.write.expire([jobId, terms], by('stranger'));
    await assert.reverts(early, p.escrow, 'JobEscrow_DeadlineNotReached', [jobId, BigInt(deadline)]);
    await time.setNextBlockTimestamp(deadline);
    const call = p.escrow.write.expire([jobId, terms], by('stranger'));
    const facts = [jobId, address('requester'), address('node'), ONE] as const;
    await assert.emits(call, p.escrow, 'JobRefunded', [...facts]);
    await assert.emits(call, p.escrow, 'BondSlashed', [jobId, address('node'), BOND]);
    await assert.emits(call, p.nodes, 'NodeSlashed', [address('node'), jobId, BOND]);
    expect(await creditOf(p, address('requester'))).toBe(ONE);
    expect(await creditOf(p, await p.treasury.read.BURNT())).toBe(BOND);
    expect(await creditOf(p, address('stranger'))).toBe(0n);
    expect(await p.nodes.read.nodeOf([address('node')])).toMatchObject({
      stake: 5n * ONE - BOND,
      locked: 0n,
    });
    expect(await p.treasury.read.staked()).toBe(5n * ONE - BOND);
    const again = p.escrow.write.expire([jobId, terms], by('stranger'));
    await assert.reverts(again, p.escrow, 'JobEscrow_WrongState', [jobId, STATE.Refunded, STATE.Claimed]);
  });

  it('is refused with other terms', async () => {
    const { jobId, terms } = await claimedJob(p);
    await time.increase(3600);
    const longer = { ...terms, work: { ...terms.work, runTime: 1 } };
    const call = p.escrow.write.expire([jobId, longer], by('stranger'));
    await assert.reverts(call, p.escrow, 'JobEscrow_TermsMismatch', [jobId]);
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
    await assert.reverts(early, p.escrow, 'JobEscrow_WrongState', [jobId, STATE.Submitted, STATE.Settled]);
    await p.escrow.write.accept(args, by('requester'));
    await p.escrow.write.mintResult(args, by('stranger'));
    const again = p.escrow.write.mintResult(args, by('stranger'));
    const facts = [address('requester'), submission.resultDigest, 1n] as const;
    await assert.reverts(again, p.assets, 'AssetRegistry_AlreadyRegistered', [...facts]);
  });

  it('cannot be forged with another digest', async () => {
    const { jobId, terms, submission } = await submittedJob(p);
    await p.escrow.write.accept([jobId, terms, submission], by('requester'));
    const forged = { ...submission, resultDigest: digest('forged') };
    const call = p.escrow.write.mintResult([jobId, terms, forged], by('node'));
    await assert.reverts(call, p.escrow, 'JobEscrow_TermsMismatch', [jobId]);
  });
});
