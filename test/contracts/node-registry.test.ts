import { classId } from '@cultivar/sdk/spec';
import { getAddress, parseEther } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { claimedJob, creditOf, registerNode } from './support/act.ts';
import { assert } from './support/assert.ts';
import { digest } from './support/digest.ts';
import { actAs, BOND, NODES } from './support/escrow-stage.ts';
import { chain, CLASS_NAME, MIN_STAKE, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

const CLASS = classId(CLASS_NAME);
const OTHER = classId('other');
const STAKE = parseEther('5');
let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(protocol);
});
const byNode = () => ({ account: p.accounts.node.account });
const node = () => getAddress(p.accounts.node.account.address);

describe('register', () => {
  it('takes stake, manifest and classes', async () => {
    const call = p.nodes.write.register([digest('node'), [CLASS]], { ...byNode(), value: STAKE });
    await assert.emits(call, p.nodes, 'NodeRegistered', [node(), digest('node')]);
    await assert.emits(call, p.nodes, 'StakeChanged', [node(), STAKE, 0n]);
    await assert.emits(call, p.nodes, 'ClassJoined', [node(), CLASS]);
    expect(await p.nodes.read.nodeOf([node()])).toMatchObject({ stake: STAKE, locked: 0n, unbonding: 0n });
    expect(await p.nodes.read.serves([node(), CLASS])).toBe(true);
    expect(await p.treasury.read.staked()).toBe(STAKE);
  });

  it('refuses less than the smallest stake', async () => {
    const value = MIN_STAKE - 1n;
    const call = p.nodes.write.register([digest('node'), [CLASS]], { ...byNode(), value });
    await assert.reverts(call, p.nodes, 'NodeRegistry_StakeBelowMinimum', [node(), value, MIN_STAKE]);
  });

  it('refuses a node twice, a zero digest and a class that is not open', async () => {
    const zero = p.nodes.write.register([`0x${'0'.repeat(64)}`, []], { ...byNode(), value: STAKE });
    await assert.reverts(zero, p.nodes, 'NodeRegistry_ZeroDigest', []);
    const closed = p.nodes.write.register([digest('node'), [OTHER]], { ...byNode(), value: STAKE });
    await assert.reverts(closed, p.nodes, 'NodeRegistry_ClassNotOpen', [OTHER, 0]);
    await registerNode(p);
    await assert.reverts(registerNode(p), p.nodes, 'NodeRegistry_AlreadyRegistered', [node()]);
  });

  it('stops while paused, but nobody is kept in', async () => {
    await registerNode(p);
    await p.nodes.write.pause();
    await assert.reverts(registerNode(p, p.accounts.stranger), p.nodes, 'EnforcedPause', []);
    await assert.reverts(p.nodes.write.addStake({ ...byNode(), value: 1n }), p.nodes, 'EnforcedPause', []);
    await p.nodes.write.unbond([STAKE], byNode());
    await chain.networkHelpers.time.increase(NODES.unbondingSeconds);
    await p.nodes.write.withdrawStake(byNode());
    expect(await creditOf(p, node())).toBe(STAKE);
    await p.nodes.write.unpause();
  });
});

describe('a node', () => {
  beforeEach(() => registerNode(p));

  it('replaces its manifest', async () => {
    const call = p.nodes.write.update([digest('new')], byNode());
    await assert.emits(call, p.nodes, 'NodeUpdated', [node(), digest('new')]);
    const zero = p.nodes.write.update([`0x${'0'.repeat(64)}`], byNode());
    await assert.reverts(zero, p.nodes, 'NodeRegistry_ZeroDigest', []);
  });

  it('joins and leaves classes', async () => {
    const twice = p.nodes.write.joinClass([CLASS], byNode());
    await assert.reverts(twice, p.nodes, 'NodeRegistry_ClassAlreadyServed', [node(), CLASS]);
    await assert.emits(p.nodes.write.leaveClass([CLASS], byNode()), p.nodes, 'ClassLeft', [node(), CLASS]);
    const again = p.nodes.write.leaveClass([CLASS], byNode());
    await assert.reverts(again, p.nodes, 'NodeRegistry_ClassNotServed', [node(), CLASS]);
    await p.nodes.write.joinClass([CLASS], byNode());
    await p.nodes.write.setClassStatus([CLASS, 3]);
    await p.nodes.write.leaveClass([CLASS], byNode());
    const retired = p.nodes.write.joinClass([CLASS], byNode());
    await assert.reverts(retired, p.nodes, 'NodeRegistry_ClassNotOpen', [CLASS, 3]);
  });

  it('adds stake', async () => {
    const call = p.nodes.write.addStake({ ...byNode(), value: 7n });
    await assert.emits(call, p.nodes, 'StakeChanged', [node(), STAKE + 7n, 0n]);
    expect(await p.treasury.read.staked()).toBe(STAKE + 7n);
  });

  it('takes stake out after the unbonding time', async () => {
    const half = STAKE / 2n;
    const call = p.nodes.write.unbond([half], byNode());
    await assert.emits(call, p.nodes, 'StakeChanged', [node(), half, 0n]);
    const { unbondedAt } = await p.nodes.read.nodeOf([node()]);
    expect(unbondedAt).toBe((await chain.networkHelpers.time.latest()) + NODES.unbondingSeconds);
    const early = p.nodes.write.withdrawStake(byNode());
    await assert.reverts(early, p.nodes, 'NodeRegistry_StillUnbonding', [node(), BigInt(unbondedAt)]);
    await chain.networkHelpers.time.setNextBlockTimestamp(unbondedAt);
    await p.nodes.write.withdrawStake(byNode());
    expect(await creditOf(p, node())).toBe(half);
    expect(await p.treasury.read.staked()).toBe(half);
    await assert.reverts(p.nodes.write.withdrawStake(byNode()), p.nodes, 'NodeRegistry_NothingUnbonding', [
      node(),
    ]);
  });

  it('keeps the smallest stake, or leaves altogether', async () => {
    const call = p.nodes.write.unbond([STAKE - MIN_STAKE + 1n], byNode());
    await assert.reverts(call, p.nodes, 'NodeRegistry_StakeBelowMinimum', [
      node(),
      MIN_STAKE - 1n,
      MIN_STAKE,
    ]);
    const more = p.nodes.write.unbond([STAKE + 1n], byNode());
    await assert.reverts(more, p.nodes, 'NodeRegistry_InsufficientStake', [node(), STAKE, STAKE + 1n]);
    await p.nodes.write.unbond([STAKE], byNode());
    expect((await p.nodes.read.nodeOf([node()])).stake).toBe(0n);
  });

  it('cannot take out what secures a job', async () => {
    await claimedJob(p);
    expect((await p.nodes.read.nodeOf([node()])).locked).toBe(BOND);
    const call = p.nodes.write.unbond([STAKE], byNode());
    await assert.reverts(call, p.nodes, 'NodeRegistry_InsufficientStake', [node(), STAKE - BOND, STAKE]);
  });
});

describe('the core', () => {
  beforeEach(() => registerNode(p));

  it('unlocks and slashes no more than is locked', async () => {
    const escrow = { account: (await actAs(p.escrow.address)).account };
    await p.nodes.write.lock([node(), CLASS, 5n], escrow);
    const unlock = p.nodes.write.unlock([node(), 6n], escrow);
    await assert.reverts(unlock, p.nodes, 'NodeRegistry_InsufficientLock', [node(), 5n, 6n]);
    for (const core of [p.escrow, p.disputes]) {
      const by = { account: (await actAs(core.address)).account };
      const slash = p.nodes.write.slash([node(), 6n, [], 1n], by);
      await assert.reverts(slash, p.nodes, 'NodeRegistry_InsufficientLock', [node(), 5n, 6n]);
    }
    const disputes = { account: (await actAs(p.disputes.address)).account };
    const release = p.nodes.write.releaseDuty([1n, [node()], 6n], disputes);
    await assert.reverts(release, p.nodes, 'NodeRegistry_InsufficientLock', [node(), 5n, 6n]);
    const slashed = p.nodes.write.slash([node(), 5n, [], 1n], disputes);
    await assert.emits(slashed, p.nodes, 'NodeSlashed', [node(), 1n, 5n]);
    await assert.emits(slashed, p.nodes, 'StakeChanged', [node(), STAKE - 5n, 0n]);
  });

  it('changes nothing that is on its way out', async () => {
    await p.nodes.write.unbond([STAKE], byNode());
    const escrow = { account: (await actAs(p.escrow.address)).account };
    const call = p.nodes.write.slash([node(), 1n, [], 1n], escrow);
    await assert.reverts(call, p.nodes, 'NodeRegistry_InsufficientLock', [node(), 0n, 1n]);
  });
});

describe('governance', () => {
  it('sets stakes, times and what a ticket takes', async () => {
    await assert.emits(p.nodes.write.setMinStake([7n]), p.nodes, 'MinStakeSet', [7n]);
    await assert.emits(p.nodes.write.setUnbondingTime([8]), p.nodes, 'UnbondingTimeSet', [8n]);
    await assert.emits(p.nodes.write.setTicketUnit([9n]), p.nodes, 'TicketUnitSet', [9n]);
    await assert.emits(p.nodes.write.setMinTicketAge([10]), p.nodes, 'MinTicketAgeSet', [10n]);
    expect(await p.nodes.read.minStake()).toBe(7n);
    expect(await p.nodes.read.unbondingTime()).toBe(8);
    expect(await p.nodes.read.ticketUnit()).toBe(9n);
    expect(await p.nodes.read.minTicketAge()).toBe(10);
    await assert.reverts(p.nodes.write.setTicketUnit([0n]), p.nodes, 'NodeRegistry_ZeroUnit', []);
  });

  it('says what a mismatch in a class is, also once it is retired', async () => {
    for (const [status, isProof] of [
      [1, true],
      [3, true],
      [2, false],
      [3, false],
      [0, false],
    ] as const) {
      await assert.emits(p.nodes.write.setClassStatus([OTHER, status]), p.nodes, 'ClassStatusSet', [
        OTHER,
        status,
      ]);
      expect(await p.nodes.read.classOf([OTHER])).toEqual({ status, isProof, eligibleNodes: 0, tickets: 0 });
      expect(await p.nodes.read.statusOf([OTHER])).toBe(status);
    }
  });
});

describe('strangers', () => {
  it('have no node to change', async () => {
    const calls = [
      () => p.nodes.write.update([digest('x')], byNode()),
      () => p.nodes.write.joinClass([CLASS], byNode()),
      () => p.nodes.write.leaveClass([CLASS], byNode()),
      () => p.nodes.write.renewTickets([CLASS], byNode()),
      () => p.nodes.write.addStake({ ...byNode(), value: 1n }),
      () => p.nodes.write.unbond([1n], byNode()),
      () => p.nodes.write.withdrawStake(byNode()),
    ];
    for (const call of calls) await assert.reverts(call(), p.nodes, 'NodeRegistry_NotRegistered', [node()]);
  });

  it('neither lock, unlock, slash nor draw', async () => {
    await registerNode(p);
    const byEscrow = [
      () => p.nodes.write.lock([node(), CLASS, 1n], byNode()),
      () => p.nodes.write.unlock([node(), 1n], byNode()),
    ];
    for (const call of byEscrow) await assert.reverts(call(), p.nodes, 'NodeRegistry_NotJobEscrow', [node()]);
    const byCore = p.nodes.write.slash([node(), 1n, [], 1n], byNode());
    await assert.reverts(byCore, p.nodes, 'NodeRegistry_NotCore', [node()]);
    const byDisputes = [
      () => p.nodes.write.draw([1n, CLASS, digest('seed'), 1n, 0n, 1n, 1n, 0n, []], byNode()),
      () => p.nodes.write.releaseDuty([1n, [node()], 1n], byNode()),
    ];
    for (const call of byDisputes)
      await assert.reverts(call(), p.nodes, 'NodeRegistry_NotDisputes', [node()]);
  });

  it('set nothing', async () => {
    const calls = [
      () => p.nodes.write.setClassStatus([OTHER, 1], byNode()),
      () => p.nodes.write.setMinStake([0n], byNode()),
      () => p.nodes.write.setUnbondingTime([0], byNode()),
      () => p.nodes.write.setTicketUnit([1n], byNode()),
      () => p.nodes.write.setMinTicketAge([1], byNode()),
      () => p.nodes.write.pause(byNode()),
      () => p.nodes.write.unpause(byNode()),
    ];
    for (const call of calls) await assert.reverts(call(), p.nodes, 'AccessManagedUnauthorized', [node()]);
  });
});
