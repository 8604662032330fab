import { classId } from '@cultivar/sdk/spec';
import { getAddress, parseEther } from 'viem';
import { beforeEach, expect, it } from 'vitest';
import { registerNode } from './support/act.ts';
import { assert } from './support/assert.ts';
import { digest } from './support/digest.ts';
import { chain, CLASS_NAME, NATIVE, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

const { time } = chain.networkHelpers;
/** `ITreasury.Reason.Unstaked`. */
const UNSTAKED = 5;

let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(protocol);
});

it('takes stake again after a pause', async () => {
  await registerNode(p);
  await p.nodes.write.pause();
  await p.nodes.write.unpause();
  const { account } = p.accounts.node;
  await p.nodes.write.addStake({ account, value: 1n });
  expect((await p.nodes.read.nodeOf([account.address])).stake).toBe(parseEther('5') + 1n);
});

it('tells of no tickets where stake is too little for one', async () => {
  await p.nodes.write.setTicketUnit([parseEther('100')]);
  const { account } = p.accounts.node;
  await p.nodes.write.register([digest('node'), [classId(CLASS_NAME)]], { account, value: parseEther('5') });
  await p.nodes.write.leaveClass([classId(CLASS_NAME)], { account });
  expect(await p.nodes.getEvents.TicketsSet({}, { fromBlock: 0n })).toEqual([]);
});

it('pays stake back for no asset’s sake, and no job’s', async () => {
  await registerNode(p);
  const { account } = p.accounts.node;
  await p.nodes.write.unbond([parseEther('1')], { account });
  await time.increase(await p.nodes.read.unbondingTime());
  const facts = [getAddress(account.address), NATIVE, UNSTAKED, 0n, 0n, parseEther('1')] as const;
  await assert.emits(p.nodes.write.withdrawStake({ account }), p.treasury, 'Credited', [...facts]);
});

it('tells of stake that was withdrawn', async () => {
  await registerNode(p);
  const { account } = p.accounts.node;
  await p.nodes.write.unbond([parseEther('1')], { account });
  await time.increase(await p.nodes.read.unbondingTime());
  const facts = [getAddress(account.address), parseEther('1')] as const;
  await assert.emits(p.nodes.write.withdrawStake({ account }), p.nodes, 'StakeWithdrawn', [...facts]);
});

it('tells of stake that was withdrawn', async () => {
  await registerNode(p);
  const { account } = p.accounts.node;
  await p.nodes.write.unbond([parseEther('1')], { account });
  await time.increase(await p.nodes.read.unbondingTime());
  const facts = [getAddress(account.address), parseEther('1')] as const;
  await assert.emits(p.nodes.write.withdrawStake({ account }), p.nodes, 'StakeWithdrawn', [...facts]);
});

it('tells of stake that begins to unbond, and of all that does', async () => {
  await registerNode(p);
  const { account } = p.accounts.node;
  await p.nodes.write.unbond([parseEther('1')], { account });
  const call = p.nodes.write.unbond([parseEther('2')], { account });
  await call;
  const unbondedAt = BigInt((await time.latest()) + (await p.nodes.read.unbondingTime()));
  const facts = [getAddress(account.address), parseEther('2'), parseEther('3'), unbondedAt] as const;
  await assert.emits(call, p.nodes, 'UnbondingStarted', [...facts]);
});
