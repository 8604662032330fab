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

/** A seed that names the last of `places` for the first time at `attempt`. */
function seedThatHitsAt(attempt: number, places: number): Hex {
  for (let number = 0; ; number += 1) {
    const seed = numberToHex(number, { size: 32 });
    if (firstHit(seed, places, attempt) === attempt) return seed;
  }
}

function firstHit(seed: Hex, places: number, upTo: number): number | undefined {
  for (let attempt = 0; attempt <= upTo; attempt += 1) {
    const word = keccak256(encodeAbiParameters(WORDS, [seed, BigInt(attempt)]));
    if (BigInt(word) % BigInt(places) === BigInt(places - 1)) return attempt;
  }
  return undefined;
}

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
