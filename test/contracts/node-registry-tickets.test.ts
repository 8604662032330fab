import { classId } from '@cultivar/sdk/spec';
import { getAddress, parseEther, zeroAddress } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { registerNode } from './support/act.ts';
import { assert } from './support/assert.ts';
import { digest } from './support/digest.ts';
import { actAs, NODES, walletOf } from './support/escrow-stage.ts';
import { chain, CLASS_NAME, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

const CLASS = classId(CLASS_NAME);
const UNIT = NODES.ticketUnitWei;
const { time } = chain.networkHelpers;
let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(protocol);
});
const byNode = () => ({ account: p.accounts.node.account });
const node = () => getAddress(p.accounts.node.account.address);
const join = (units: bigint) =>
  p.nodes.write.register([digest('node'), [CLASS]], { ...byNode(), value: units * UNIT });
const membership = () => p.nodes.read.membershipOf([node(), CLASS]);
const listOf = async () => {
  const { tickets } = await p.nodes.read.classOf([CLASS]);
  return Promise.all(Array.from({ length: tickets }, (_, i) => p.nodes.read.ticketAt([CLASS, BigInt(i)])));
};
const eligible = async () => (await p.nodes.read.classOf([CLASS])).eligibleNodes;

describe('tickets', () => {
  it('are one for each whole unit of stake', async () => {
    const call = p.nodes.write.register([digest('node'), [CLASS]], {
      ...byNode(),
      value: 2n * UNIT + UNIT / 2n,
    });
    await assert.emits(call, p.nodes, 'TicketsSet', [node(), CLASS, 0n, 2n, 1n]);
    const since = await time.latest();
    expect(await listOf()).toEqual([
      { node: node(), since, ordinal: 0 },
      { node: node(), since, ordinal: 1 },
    ]);
    expect(await membership()).toEqual({ serving: true, firstTicket: 0, tickets: 2, places: 2 });
    expect(await eligible()).toBe(1);
  });

  it('are at most eight', async () => {
    await join(100n);
    expect((await membership()).tickets).toBe(Number(await p.nodes.read.MAX_TICKETS()));
    expect(await listOf()).toHaveLength(8);
  });

  it('are none below a unit, which serves all the same', async () => {
    await p.nodes.write.setTicketUnit([parseEther('10')]);
    await join(5n);
    expect(await membership()).toEqual({ serving: true, firstTicket: 0, tickets: 0, places: 0 });
    expect(await eligible()).toBe(0);
    expect(await p.nodes.read.serves([node(), CLASS])).toBe(true);
    await p.nodes.write.leaveClass([CLASS], byNode());
    expect(await p.nodes.read.serves([node(), CLASS])).toBe(false);
  });

  it('are none before governance says what one takes', async () => {
    const core = [p.manager.address, p.treasury.address, p.escrow.address, p.disputes.address] as const;
    const { address } = await chain.viem.deployContract('NodeRegistry', [...core]);
    const read = { address, abi: p.nodes.abi, functionName: 'ticketUnit' } as const;
    expect(await p.publicClient.readContract(read)).toBe(2n ** 96n - 1n);
  });

  it('of one node stand next to each other, after those of others', async () => {
    await registerNode(p, await walletOf('other'));
    await join(2n);
    expect(await membership()).toMatchObject({ firstTicket: 5, tickets: 2 });
    expect((await listOf()).map(({ ordinal }) => ordinal)).toEqual([0, 1, 2, 3, 4, 0, 1]);
    expect(await eligible()).toBe(2);
  });

  it('become tombstones when their node leaves', async () => {
    await join(2n);
    const call = p.nodes.write.leaveClass([CLASS], byNode());
    await assert.emits(call, p.nodes, 'ClassLeft', [node(), CLASS]);
    await assert.emits(call, p.nodes, 'TicketsSet', [node(), CLASS, 0n, 0n, 0n]);
    const tombstone = { node: zeroAddress, since: 0, ordinal: 0 };
    expect(await listOf()).toEqual([tombstone, tombstone]);
    expect(await eligible()).toBe(0);
  });

  it('take their own places again, so that nobody fills the list by coming and going', async () => {
    await join(3n);
    for (let i = 0; i < 3; i += 1) {
      await p.nodes.write.leaveClass([CLASS], byNode());
      await p.nodes.write.joinClass([CLASS], byNode());
    }
    const list = await listOf();
    expect(list).toHaveLength(3);
    expect(list.map(({ since }) => since)).toEqual(Array(3).fill(await time.latest()));
    expect(await eligible()).toBe(1);
  });

  it('take new places where they are more than before', async () => {
    await join(1n);
    await p.nodes.write.addStake({ ...byNode(), value: 2n * UNIT });
    await p.nodes.write.renewTickets([CLASS], byNode());
    expect(await membership()).toEqual({ serving: true, firstTicket: 1, tickets: 3, places: 3 });
    expect((await listOf()).map((ticket) => ticket.node)).toEqual([zeroAddress, node(), node(), node()]);
    expect(await eligible()).toBe(1);
  });
});

describe('renewed tickets', () => {
  it('are for the stake of now, and as old as a new node’s', async () => {
    await join(4n);
    await p.nodes.write.unbond([2n * UNIT], byNode());
    await time.increase(100);
    const call = p.nodes.write.renewTickets([CLASS], byNode());
    await assert.emits(call, p.nodes, 'TicketsSet', [node(), CLASS, 0n, 2n, 1n]);
    const since = await time.latest();
    const list = await listOf();
    expect(list.slice(0, 2)).toEqual([0, 1].map((ordinal) => ({ node: node(), since, ordinal })));
    expect(list.slice(2).map((ticket) => ticket.node)).toEqual([zeroAddress, zeroAddress]);
    expect(await membership()).toMatchObject({ tickets: 2, places: 4 });
  });

  it('are of a node that serves the class', async () => {
    await join(1n);
    await p.nodes.write.leaveClass([CLASS], byNode());
    const call = p.nodes.write.renewTickets([CLASS], byNode());
    await assert.reverts(call, p.nodes, 'NodeRegistry_ClassNotServed', [node(), CLASS]);
  });

  it('can be written in a retired class, whose disputes go on', async () => {
    await join(2n);
    await p.nodes.write.setClassStatus([CLASS, 3]);
    await p.nodes.write.renewTickets([CLASS], byNode());
    expect((await membership()).tickets).toBe(2);
  });
});

describe('tickets without their stake', () => {
  it('are cleared by anyone', async () => {
    await join(4n);
    await p.nodes.write.unbond([2n * UNIT], byNode());
    const { stranger } = p.accounts;
    const call = p.nodes.write.clearTickets([node(), CLASS], { account: stranger.account });
    await assert.emits(call, p.nodes, 'TicketsSet', [node(), CLASS, 0n, 2n, 1n]);
    expect((await listOf()).map((ticket) => ticket.node)).toEqual([node(), node(), zeroAddress, zeroAddress]);
    expect(await eligible()).toBe(1);
  });

  it('all go with the last unit, and the node is no longer eligible', async () => {
    await join(2n);
    await p.nodes.write.unbond([2n * UNIT], byNode());
    await p.nodes.write.clearTickets([node(), CLASS]);
    expect(await membership()).toEqual({ serving: true, firstTicket: 0, tickets: 0, places: 2 });
    expect(await eligible()).toBe(0);
  });

  it('are also those of a slashed node', async () => {
    await join(2n);
    const escrow = { account: (await actAs(p.escrow.address)).account };
    await p.nodes.write.lock([node(), CLASS, 1n], escrow);
    await p.nodes.write.slash([node(), 1n, [], 1n], escrow);
    await p.nodes.write.clearTickets([node(), CLASS]);
    expect((await membership()).tickets).toBe(1);
  });

  it('are not those that are backed', async () => {
    await join(2n);
    const call = p.nodes.write.clearTickets([node(), CLASS]);
    await assert.reverts(call, p.nodes, 'NodeRegistry_StillBacked', [node(), 2n * UNIT, 2n * UNIT]);
    const nobody = p.nodes.write.clearTickets([p.accounts.buyer.account.address, CLASS]);
    const buyer = getAddress(p.accounts.buyer.account.address);
    await assert.reverts(nobody, p.nodes, 'NodeRegistry_StillBacked', [buyer, 0n, 0n]);
  });
});

describe('a slashable class', () => {
  it('has enough eligible nodes', async () => {
    await p.nodes.write.setClassStatus([CLASS, 1]);
    for (let i = 0; i < 15; i += 1) await registerNode(p, await walletOf(`node ${i}`));
    expect(await p.nodes.read.isSlashable([CLASS])).toBe(false);
    await join(1n);
    expect(await p.nodes.read.isSlashable([CLASS])).toBe(true);
    expect(await p.nodes.read.MIN_ELIGIBLE()).toBe(16n);
    await p.nodes.write.setClassStatus([CLASS, 3]);
    expect(await p.nodes.read.isSlashable([CLASS])).toBe(true);
    await p.nodes.write.setClassStatus([CLASS, 2]);
    expect(await p.nodes.read.isSlashable([CLASS])).toBe(false);
  });
});
