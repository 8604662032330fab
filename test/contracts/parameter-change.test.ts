import { encodeFunctionData, getAddress, getContract, parseAbi, parseEventLogs } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { assert } from './support/assert.ts';
import { handles } from './support/handles.ts';
import { chain, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

/** The role that sets parameters, and the one that grants it. */
const [ADMIN, GOVERNOR] = [0n, 1n];
const DAY = 24 * 3600;
/** The largest event that Polkadot Hub takes. */
const MAX_EVENT_BYTES = 416;

const CHANGE = parseAbi([
  'function enact() returns (uint256)',
  'function announcedCall() view returns (bytes)',
  'function ESCROW() view returns (address)',
  'function ROLE() view returns (uint64)',
]);

const { networkHelpers } = chain;
let p: Protocol;
beforeEach(async () => {
  p = await networkHelpers.loadFixture(protocol);
});
const { by, address } = handles(() => p);

describe('a change of parameters', () => {
  it('is announced by a small event, set by anyone once granted, and gives its role back', async () => {
    const { change, jobs, disputes } = await deployChange();
    await p.manager.write.grantRole([ADMIN, address('deployer'), DAY]);
    const grant = [GOVERNOR, change.address, 0] as const;
    const data = encodeFunctionData({ abi: p.manager.abi, functionName: 'grantRole', args: grant });
    const scheduled = await p.manager.write.schedule([p.manager.address, data, 0]);
    expect(await largestEventOf(scheduled)).toBeLessThanOrEqual(MAX_EVENT_BYTES);
    const early = p.manager.write.grantRole(grant);
    await expect(early).rejects.toThrow('AccessManagerNotReady');

    await networkHelpers.time.increase(DAY);
    await p.manager.write.grantRole(grant);
    const hash = await change.write.enact(by('stranger'));
    expect(await largestEventOf(hash)).toBeLessThanOrEqual(MAX_EVENT_BYTES);
    expect(await p.escrow.read.currentVersion()).toBe(2n);
    expect(await p.escrow.read.parametersOf([2n])).toEqual(jobs);
    expect(await p.escrow.read.disputeParametersOf([2n])).toEqual(disputes);
    expect(await p.manager.read.hasRole([GOVERNOR, change.address])).toEqual([false, 0]);
    await assert.reverts(change.write.enact(by('stranger')), p.escrow, 'AccessManagedUnauthorized', [
      change.address,
    ]);
  });

  it('shows from its deployment on what it will set', async () => {
    const { change, jobs, disputes } = await deployChange();
    const args = [jobs, disputes, []] as const;
    const call = encodeFunctionData({ abi: p.escrow.abi, functionName: 'setParameters', args });
    expect(await change.read.announcedCall()).toBe(call);
    expect(await change.read.ESCROW()).toBe(getAddress(p.escrow.address));
    expect(await change.read.ROLE()).toBe(GOVERNOR);
  });

  it('sets nothing before it was granted the role', async () => {
    const { change } = await deployChange();
    const call = change.write.enact(by('stranger'));
    await assert.reverts(call, p.escrow, 'AccessManagedUnauthorized', [change.address]);
  });

  it('keeps its role where the escrow refuses the parameters', async () => {
    const { change } = await deployChange({ feeBps: 501 });
    await p.manager.write.grantRole([GOVERNOR, change.address, 0]);
    const call = change.write.enact(by('stranger'));
    await assert.reverts(call, p.escrow, 'JobEscrow_FeeTooHigh', [501n, 500n]);
    expect(await p.manager.read.hasRole([GOVERNOR, change.address])).toEqual([true, 0]);
  });
});

async function deployChange(changed: { feeBps?: number } = {}) {
  const jobs = { ...(await p.escrow.read.parametersOf([1n])), feeBps: 77, ...changed };
  const disputes = await p.escrow.read.disputeParametersOf([1n]);
  const terms = [p.escrow.address, GOVERNOR, jobs, disputes, []];
  const { address: at } = await chain.viem.deployContract('ParameterChange', terms);
  const client = { public: p.publicClient, wallet: p.accounts.deployer };
  const change = getContract({ address: at, abi: CHANGE, client });
  return { change, jobs, disputes };
}

async function largestEventOf(hash: `0x${string}`): Promise<number> {
  const { logs } = await p.publicClient.getTransactionReceipt({ hash });
  expect(parseEventLogs({ abi: [...p.manager.abi, ...p.escrow.abi], logs })).toHaveLength(logs.length);
  return Math.max(...logs.map(({ data }) => (data.length - 2) / 2));
}
