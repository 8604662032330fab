import { expect, it } from 'vitest';
import { chain, protocol } from './support/protocol.ts';

it('deploys the five contracts and their access manager', async () => {
  const { deployment, publicClient } = await protocol();
  for (const address of Object.values(deployment.addresses)) {
    expect(await publicClient.getCode({ address })).toMatch(/^0x60/);
  }
  expect(deployment.chainId).toBe(await publicClient.getChainId());
});
