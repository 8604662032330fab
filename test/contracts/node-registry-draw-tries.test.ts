import { classId } from '@cultivar/sdk/spec';
import { encodeAbiParameters, getAddress, keccak256, numberToHex, parseAbiParameters } from 'viem';
import type { Hex } from 'viem';
import { beforeEach, expect, it } from 'vitest';
import { assert } from './support/assert.ts';
import { digest } from './support/digest.ts';
import { actAs, NODES, walletOf } from './support/escrow-stage.ts';
import { chain, CLASS_NAME, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

const CLASS = classId(CLASS_NAME);
const UNIT = NODES.ticketUnitWei;
/** `NodeRegistry.TRIES_PER_NODE`. */
const TRIES = 64;
const WORDS = parseAbiParameters('bytes32 seed, uint256 attempt');
let p: Protocol;

/** A class of 33 places, where only the last holds a ticket: those before it were of nodes that have left. */
async function oneTicket() {
  const deployed = await protocol();
  for (let i = 0; i < 4; i += 1) {
    const { account } = await walletOf(`gone ${i}`);
    await deployed.nodes.write.register([digest('node'), [CLASS]], { account, value: 8n * UNIT });
    await deployed.nodes.write.leaveClass([CLASS], { account });
  }
  const { account } = deployed.accounts.node;
  await deployed.nodes.write.register([digest('node'), [CLASS]], { account, value: UNIT });
  return deployed;
}
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(oneTicket);
});

/** The place that a seed names at an attempt. */
function placeOf(seed: Hex, attempt: number, places: number): number {
  const word = keccak256(encodeAbiParameters(WORDS, [seed, BigInt(attempt)]));
  return Number(BigInt(word) % BigInt(places));
}

/** The first seed that fits. */
function seedWhere(fits: (seed: Hex) => boolean): Hex {
  for (let number = 0; ; number += 1) {
    const seed = numberToHex(number, { size: 32 });
    if (fits(seed)) return seed;
  }
}

/** A seed that names the last of `places` for the first time at `attempt`. */
const seedThatHitsAt = (attempt: number, places: number): Hex =>
  seedWhere((seed) => {
    let tried = 0;
    while (tried <= attempt && placeOf(seed, tried, places) !== places - 1) tried += 1;
    return tried === attempt;
  });

it('tries so many places for a node, and no more', async () => {
  const { account } = await actAs(p.disputes.address);
  const { tickets } = await p.nodes.read.classOf([CLASS]);
  expect(tickets).toBe(33);
  const asOf = BigInt(await chain.networkHelpers.time.latest());
  const draw = (attempt: number) =>
    p.nodes.write.draw(
      [7n, CLASS, seedThatHitsAt(attempt, tickets), BigInt(tickets), asOf, 1n, 1n, UNIT / 10n, []],
      { account },
    );
  await assert.reverts(draw(TRIES), p.nodes, 'NodeRegistry_TooFewJurors', [CLASS, 0n, 1n]);
  const node = getAddress(p.accounts.node.account.address);
  await assert.emits(draw(TRIES - 1), p.nodes, 'DutyLocked', [node, 7n, UNIT / 10n]);
});

it('takes no ticket that its node’s stake no longer stands behind', async () => {
  const { account } = await walletOf('shrunk');
  await p.nodes.write.register([digest('node'), [CLASS]], { account, value: 4n * UNIT });
  await p.nodes.write.unbond([3n * UNIT], { account });
  const { firstTicket } = await p.nodes.read.membershipOf([account.address, CLASS]);
  const disputes = { account: (await actAs(p.disputes.address)).account };
  const asOf = BigInt(await chain.networkHelpers.time.latest());
  const places = firstTicket + 2;
  const args = (seed: Hex) => [7n, CLASS, seed, BigInt(places), asOf, 1n, 1n, UNIT / 10n, []] as const;
  // The second ticket of the node that has stake for one, then the other node's.
  const seed = seedWhere(
    (tried) => placeOf(tried, 0, places) === places - 1 && placeOf(tried, 1, places) === firstTicket - 1,
  );
  const node = getAddress(p.accounts.node.account.address);
  await assert.emits(p.nodes.write.draw(args(seed), disputes), p.nodes, 'DutyLocked', [node, 7n, UNIT / 10n]);
});
