import { classId } from '@cultivar/sdk/spec';
import { getAddress, parseEther } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { claimedJob, creditOf, registerNode } from './support/act.ts';
import { assert } from './support/assert.ts';
import { digest } from './support/digest.ts';
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
    await chain.networkHelpers.time.increase(300);
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
    expect(unbondedAt).toBe((await chain.networkHelpers.time.latest()) + 300);
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
    const bond = parseEther('0.2');
    expect((await p.nodes.read.nodeOf([node()])).locked).toBe(bond);
    const call = p.nodes.write.unbond([STAKE], byNode());
    await assert.reverts(call, p.nodes, 'NodeRegistry_InsufficientStake', [node(), STAKE - bond, STAKE]);
  });
});

describe('strangers', () => {
  it('have no node to change', async () => {
    const calls = [
      () => p.nodes.write.update([digest('x')], byNode()),
      () => p.nodes.write.joinClass([CLASS], byNode()),
      () => p.nodes.write.leaveClass([CLASS], byNode()),
      () => p.nodes.write.addStake({ ...byNode(), value: 1n }),
      () => p.nodes.write.unbond([1n], byNode()),
      () => p.nodes.write.withdrawStake(byNode()),
    ];
    for (const call of calls) await assert.reverts(call(), p.nodes, 'NodeRegistry_NotRegistered', [node()]);
  });

  it('neither lock, unlock nor slash', async () => {
    await registerNode(p);
    const calls = [
      () => p.nodes.write.lock([node(), CLASS, 1n], byNode()),
      () => p.nodes.write.unlock([node(), 1n], byNode()),
      () => p.nodes.write.slash([node(), 1n, [], 1n], byNode()),
    ];
    for (const call of calls) await assert.reverts(call(), p.nodes, 'NodeRegistry_NotJobEscrow', [node()]);
  });

  it('set nothing', async () => {
    const calls = [
      () => p.nodes.write.setClassStatus([OTHER, 1], byNode()),
      () => p.nodes.write.setMinStake([0n], byNode()),
      () => p.nodes.write.setUnbondingTime([0], byNode()),
      () => p.nodes.write.pause(byNode()),
      () => p.nodes.write.unpause(byNode()),
    ];
    for (const call of calls) await assert.reverts(call(), p.nodes, 'AccessManagedUnauthorized', [node()]);
  });
});
