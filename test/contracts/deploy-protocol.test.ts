import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { licenseMarketAbi } from '@cultivar/sdk/abi';
import { classId } from '@cultivar/sdk/spec';
import { concat, getAddress, getContract } from 'viem';
import type { Address, Hex } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { DEPLOYED_CONTRACTS } from '../../scripts/deploy/artifact.ts';
import { checkFit } from '../../scripts/deploy/check-fit.ts';
import { deployProtocol } from '../../scripts/deploy/deploy-protocol.ts';
import { MockRefusedError } from '../../scripts/deploy/mock-refused-error.ts';
import { localnetParameters } from '../../scripts/deploy/parameters/localnet.ts';
import { NETWORKS } from '../../scripts/deploy/parameters/networks.ts';
import type { ProtocolParameters } from '../../scripts/deploy/parameters/protocol-parameters.ts';
import { readArtifacts } from '../../scripts/deploy/read-artifacts.ts';
import { UnfitParametersError } from '../../scripts/deploy/unfit-parameters-error.ts';
import { writeVerification } from '../../scripts/deploy/write-verification.ts';
import type { VerificationInput } from '../../scripts/deploy/write-verification.ts';
import { WrongChainError } from '../../scripts/deploy/wrong-chain-error.ts';
import { assert } from './support/assert.ts';
import { chain, CLASS_NAME, MIN_STAKE, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

const root = new URL('../../', import.meta.url).pathname;
const artifacts = await readArtifacts(root);
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

it('writes for each contract what a block explorer compiles and compares', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'verification-'));
  const admin = p.accounts.deployer.account.address;
  await writeVerification({ root, folder, artifacts, deployment: p.deployment, admin });
  const created = await creations();
  for (const name of DEPLOYED_CONTRACTS) {
    const input = JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')) as VerificationInput;
    const { bytecode, contractName, inputSourceName } = artifacts[name];
    expect(input.contract).toBe(`${inputSourceName}:${contractName}`);
    expect(input.compilerVersion).toMatch(/^v0\.8\.37\+commit\./);
    expect(input.standardJsonInput).toMatchObject({
      language: 'Solidity',
      sources: { [inputSourceName]: { content: expect.stringContaining(`contract ${name}`) } },
      settings: { evmVersion: 'cancun', viaIR: true },
    });
    expect(concat([bytecode, input.constructorArguments])).toBe(created.get(getAddress(input.address)));
  }
  await rm(folder, { recursive: true });
});

/** What each contract on the chain was created with. */
async function creations(): Promise<Map<Address, Hex>> {
  const created = new Map<Address, Hex>();
  const last = await p.publicClient.getBlockNumber();
  for (let number = 1n; number <= last; number += 1n) {
    const { transactions } = await p.publicClient.getBlock({ blockNumber: number });
    for (const hash of transactions) {
      const { contractAddress } = await p.publicClient.getTransactionReceipt({ hash });
      if (!contractAddress) continue;
      created.set(getAddress(contractAddress), (await p.publicClient.getTransaction({ hash })).input);
    }
  }
  return created;
}

it('refuses parameters that do not fit the chain', async () => {
  const unfit = (changes: Partial<ProtocolParameters>) =>
    expect(
      deployProtocol({
        walletClient: p.accounts.deployer,
        publicClient: p.publicClient,
        artifacts,
        parameters: { ...parameters, ...changes },
      }),
    ).rejects.toBeInstanceOf(UnfitParametersError);
  const { chain: profile, disputes } = parameters;
  await unfit({ chain: { ...profile, randomness: 'other' } });
  await unfit({ chain: { ...profile, finalityBlocks: profile.seedAgeBlocks } });
  for (const window of [
    'openingWindowSeconds',
    'commitWindowSeconds',
    'revealWindowSeconds',
    'auditWindowSeconds',
  ]) {
    const seconds = (profile.finalityBlocks * profile.blockTimeMs) / 1000;
    await unfit({ disputes: { ...disputes, [window]: seconds } });
  }
});

it('has parameters of every public network that contracts accept', async () => {
  for (const [name, network] of Object.entries(NETWORKS)) {
    checkFit(network);
    const { disputes, jobs, nodes } = network;
    const round = disputes.openingWindowSeconds + disputes.commitWindowSeconds + disputes.revealWindowSeconds;
    expect(disputes.maxDurationSeconds, name).toBeGreaterThanOrEqual(
      disputes.openingWindowSeconds + 2 * round,
    );
    // The contracts check the rest when the parameters are set.
    await deployProtocol({
      walletClient: p.accounts.deployer,
      publicClient: p.publicClient,
      artifacts,
      parameters: { ...network, chainId: 'any' },
    });
    expect(nodes.ticketUnitWei, name).toBeGreaterThan(disputes.challengeBondWei + disputes.sliceWei);
    expect(nodes.minTicketAgeSeconds, name).toBeGreaterThanOrEqual(
      jobs.challengeWindowSeconds + disputes.maxDurationSeconds,
    );
  }
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
