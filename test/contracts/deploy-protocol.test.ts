import { licenseMarketAbi } from '@cultivar/sdk/abi';
import { classId } from '@cultivar/sdk/spec';
import { getAddress, getContract } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { deployProtocol } from '../../scripts/deploy/deploy-protocol.ts';
import { MockRefusedError } from '../../scripts/deploy/mock-refused-error.ts';
import { localnetParameters } from '../../scripts/deploy/parameters/localnet.ts';
import { readArtifacts } from '../../scripts/deploy/read-artifacts.ts';
import { WrongChainError } from '../../scripts/deploy/wrong-chain-error.ts';
import { assert } from './support/assert.ts';
import { chain, CLASS_NAME, MIN_STAKE, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

const artifacts = await readArtifacts(new URL('../../', import.meta.url).pathname);
const parameters = { ...localnetParameters([CLASS_NAME]), chainId: 'any' as const };
let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(protocol);
});

it('deploys the six contracts and their access manager', async () => {
  for (const address of Object.values(p.deployment.addresses)) {
    expect(await p.publicClient.getCode({ address })).toMatch(/^0x6[01]/);
  }
  expect(p.deployment.chainId).toBe(await p.publicClient.getChainId());
});

it('starts with the parameters of its file', async () => {
  expect(await p.market.read.feeBps()).toBe(250);
  expect(await p.nodes.read.minStake()).toBe(MIN_STAKE);
  expect(await p.nodes.read.unbondingTime()).toBe(900);
  expect(await p.nodes.read.statusOf([classId(CLASS_NAME)])).toBe(2);
  expect(await p.escrow.read.parametersOf([await p.escrow.read.currentVersion()])).toMatchObject({
    challengeWindow: 60,
    feeBps: 250,
    bondBps: 25_000,
  });
  expect(await p.escrow.read.disputeParametersOf([1n])).toMatchObject({ maxDuration: 600, seedDelay: 2 });
  expect(await p.nodes.read.ticketUnit()).toBe(MIN_STAKE);
  expect(await p.nodes.read.minTicketAge()).toBe(0);
});

it('refuses a chain that the parameters are not for', async () => {
  const call = deployProtocol({
    walletClient: p.accounts.deployer,
    publicClient: p.publicClient,
    artifacts,
    parameters: localnetParameters([]),
  });
  await expect(call).rejects.toMatchObject({ expected: 41337, actual: p.deployment.chainId });
  await expect(call).rejects.toBeInstanceOf(WrongChainError);
});

it('refuses to deploy a mock', async () => {
  const mock = {
    ...artifacts.Treasury,
    contractName: 'TestToken',
    sourceName: 'contracts/mocks/TestToken.sol',
  };
  const call = deployProtocol({
    walletClient: p.accounts.deployer,
    publicClient: p.publicClient,
    artifacts: { ...artifacts, Treasury: mock },
    parameters,
  });
  await expect(call).rejects.toBeInstanceOf(MockRefusedError);
});

describe('governance', () => {
  it('by somebody else leaves the deployer with nothing', async () => {
    const { deployer, stranger, buyer } = p.accounts;
    const { addresses } = await deployProtocol({
      walletClient: deployer,
      publicClient: p.publicClient,
      artifacts,
      parameters: {
        ...parameters,
        governance: { governor: stranger.account.address, guardian: buyer.account.address, delaySeconds: 60 },
      },
    });
    const market = getContract({
      address: addresses.licenseMarket,
      abi: licenseMarketAbi,
      client: { public: p.publicClient, wallet: deployer },
    });
    const setFee = (account: typeof deployer.account) => market.write.setFee([1], { account });
    const pause = (account: typeof deployer.account) => market.write.pause({ account });
    const denied = [getAddress(deployer.account.address)] as const;
    await assert.reverts(setFee(deployer.account), market, 'AccessManagedUnauthorized', [...denied]);
    await assert.reverts(pause(deployer.account), market, 'AccessManagedUnauthorized', [...denied]);
    // The governor has to announce a change; the guardian pauses at once.
    await chain.viem.assertions.revertWithCustomError(
      setFee(stranger.account),
      p.manager,
      'AccessManagerNotScheduled',
    );
    await pause(buyer.account);
  });
});
