import { beforeEach, expect, it } from 'vitest';
import { registerAsset } from './support/act.ts';
import { chain, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(protocol);
});

it('lets parents ask for exactly half together', async () => {
  await registerAsset(p, 'a', { royaltyBps: 3000 });
  await registerAsset(p, 'b', { royaltyBps: 2000 });
  const child = await registerAsset(p, 'c', { parents: [1n, 2n] });
  const [, payees] = await p.assets.read.payeesOf([child]);
  expect(payees.map(({ bps }) => bps)).toEqual([3000, 2000]);
});
