import { beforeEach, describe, expect, it } from 'vitest';
import { creditOf } from './support/act.ts';
import { assert } from './support/assert.ts';
import { FEE, JOBS, nodeStage, ONE, submitted } from './support/escrow-stage.ts';
import { handles } from './support/handles.ts';
import { jobRequest, requestJob } from './support/job-request.ts';
import { chain } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

const { time } = chain.networkHelpers;
let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(nodeStage);
});
const { by, address, lockedOf } = handles(() => p);
type Jobs = Awaited<ReturnType<Protocol['escrow']['read']['parametersOf']>>;
type Disputes = Awaited<ReturnType<Protocol['escrow']['read']['disputeParametersOf']>>;
/** Sets the shipped parameters with these changes. */
const set = async (jobs: Partial<Jobs> = {}, disputes: Partial<Disputes> = {}) =>
  p.escrow.write.setParameters([
    { ...(await p.escrow.read.parametersOf([1n])), ...jobs },
    { ...(await p.escrow.read.disputeParametersOf([1n])), ...disputes },
    [],
  ]);

describe('parameters', () => {
  it('change for later requests only', async () => {
    const args = await submitted(p, jobRequest());
    const jobs = await p.escrow.read.parametersOf([1n]);
    const disputes = await p.escrow.read.disputeParametersOf([1n]);
    const later = { ...jobs, maxRunTime: 1_000_000, feeBps: 0, minBond: 5n * ONE };
    const call = p.escrow.write.setParameters([later, disputes, []]);
    await assert.emits(call, p.escrow, 'ParametersSet', [2n, later]);
    await assert.emits(call, p.escrow, 'DisputeParametersSet', [2n, disputes]);
    expect(await p.escrow.read.currentVersion()).toBe(2n);
    expect(await p.escrow.read.parametersOf([2n])).toEqual(later);
    expect(await p.escrow.read.disputeParametersOf([2n])).toEqual(disputes);
    expect(await p.escrow.read.parametersOf([1n])).toEqual(jobs);
    await time.increase(JOBS.challengeWindowSeconds);
    await p.escrow.write.finalize(args, by('node'));
    expect(await creditOf(p, address('node'))).toBe(ONE - FEE);
    expect(await lockedOf()).toBe(0n);
    expect((await requestJob(p)).terms.version).toBe(2);
  });

  it('are stored without loss up to their largest values', async () => {
    const jobs = {
      challengeWindow: 2 ** 32 - 1,
      maxClaimWindow: 2 ** 32 - 2,
      maxRunTime: 2 ** 32 - 3,
      feeBps: 500,
      bondBps: 2 ** 32 - 4,
      minBond: 2n ** 96n - 1n,
    };
    const disputes = {
      openingWindow: 2 ** 28,
      commitWindow: 2 ** 28 + 1,
      revealWindow: 2 ** 28 + 2,
      auditWindow: 2 ** 32 - 6,
      maxDuration: 2 ** 32 - 5,
      seedDelay: 2 ** 16 - 1,
      auditRateBps: 2 ** 32 - 7,
      challengeBond: 2n ** 96n - 2n,
      juryFee: 2n ** 91n,
      bounty: 2n ** 94n,
      slice: 2n ** 96n - 3n,
    };
    await p.nodes.write.setUnbondingTime([2 ** 34]);
    await p.escrow.write.setParameters([jobs, disputes, []]);
    expect(await p.escrow.read.parametersOf([2n])).toEqual(jobs);
    expect(await p.escrow.read.disputeParametersOf([2n])).toEqual(disputes);
  });

  it('tell what a token is worth', async () => {
    const rates = [{ currency: address('buyer'), weiPerToken: 7n }];
    const jobs = await p.escrow.read.parametersOf([1n]);
    const disputes = await p.escrow.read.disputeParametersOf([1n]);
    const call = p.escrow.write.setParameters([jobs, disputes, rates]);
    await assert.emits(call, p.escrow, 'BondRateSet', [2n, address('buyer'), 7n]);
  });

  it('keep a fee of at most 5 %', async () => {
    await assert.reverts(set({ feeBps: 501 }), p.escrow, 'JobEscrow_FeeTooHigh', [501n, 500n]);
    await set({ feeBps: 500 });
  });

  it('keep windows that last', async () => {
    for (const window of ['challengeWindow', 'maxClaimWindow', 'maxRunTime']) {
      await assert.reverts(set({ [window]: 0 }), p.escrow, 'JobEscrow_ZeroWindow', []);
    }
    for (const window of ['openingWindow', 'commitWindow', 'revealWindow', 'auditWindow', 'seedDelay']) {
      await assert.reverts(set({}, { [window]: 0 }), p.escrow, 'JobEscrow_ZeroWindow', []);
    }
  });

  it('leave a dispute the time for every phase and a second jury', async () => {
    const { openingWindow, commitWindow, revealWindow } = await p.escrow.read.disputeParametersOf([1n]);
    const longest = openingWindow + 2 * (openingWindow + commitWindow + revealWindow);
    const call = set({}, { maxDuration: longest - 1 });
    await assert.reverts(call, p.escrow, 'JobEscrow_TooShort', [BigInt(longest - 1), BigInt(longest)]);
    await set({}, { maxDuration: longest });
  });

  it('never let a stake out before the window and the longest dispute', async () => {
    const { maxDuration } = await p.escrow.read.disputeParametersOf([1n]);
    const unbonding = await p.nodes.read.unbondingTime();
    const call = set({ challengeWindow: unbonding - maxDuration + 1 });
    const facts = [BigInt(unbonding), BigInt(unbonding + 1)] as const;
    await assert.reverts(call, p.escrow, 'JobEscrow_TooShort', [...facts]);
    await set({ challengeWindow: unbonding - maxDuration });
  });

  it('cover every payout by a bond', async () => {
    const { juryFee, bounty, challengeBond, slice } = await p.escrow.read.disputeParametersOf([1n]);
    const least = 16n * juryFee + bounty;
    const node = set({ minBond: least - 1n });
    await assert.reverts(node, p.escrow, 'JobEscrow_BondTooSmall', [least - 1n, least]);
    await set({ minBond: least });
    const jury = 16n * juryFee;
    const challenger = set({}, { challengeBond: jury - 1n, slice: 0n });
    await assert.reverts(challenger, p.escrow, 'JobEscrow_BondTooSmall', [jury - 1n, jury]);
    const auditor = set({}, { slice: challengeBond + 1n });
    await assert.reverts(auditor, p.escrow, 'JobEscrow_BondTooSmall', [challengeBond, challengeBond + 1n]);
    expect(slice).toBeLessThan(challengeBond);
  });

  it('are governance’s alone', async () => {
    const jobs = await p.escrow.read.parametersOf([1n]);
    const disputes = await p.escrow.read.disputeParametersOf([1n]);
    const calls = [
      () => p.escrow.write.setParameters([jobs, disputes, []], by('stranger')),
      () => p.escrow.write.pause(by('stranger')),
      () => p.escrow.write.unpause(by('stranger')),
    ];
    for (const call of calls) {
      await assert.reverts(call(), p.escrow, 'AccessManagedUnauthorized', [address('stranger')]);
    }
    await p.escrow.write.pause();
    await p.escrow.write.unpause();
    await requestJob(p);
  });
});
