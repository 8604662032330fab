import { encodeFunctionData, getAddress, getContract, parseAbi } from 'viem';
import type { Address, Hex } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { creditOf } from './support/act.ts';
import { assert } from './support/assert.ts';
import {
  actAs,
  AUDIT_FEE,
  auditedRequest,
  auditStage,
  FEE,
  JOBS,
  ONE,
  submitted,
} from './support/escrow-stage.ts';
import { handles } from './support/handles.ts';
import { jobRequest, requestJob, STATE } from './support/job-request.ts';
import { deployToken } from './support/mock.ts';
import { chain, NATIVE } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

const { time } = chain.networkHelpers;
let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(auditStage);
});
const { by, address, stateOf, lockedOf, ask } = handles(() => p);
const HALF = ONE / 2n;

/** Lists a token of which a unit is worth half a unit of the native currency, and gives the requester some. */
async function list(token: Address, weiPerToken = HALF) {
  await p.treasury.write.allowCurrency([token, true]);
  const jobs = await p.escrow.read.parametersOf([1n]);
  const disputes = await p.escrow.read.disputeParametersOf([1n]);
  await p.escrow.write.setParameters([jobs, disputes, [{ currency: token, weiPerToken }]]);
}

async function testToken() {
  const token = await deployToken('TestToken');
  await list(token.address);
  await token.write.mint([address('requester'), 10n * ONE]);
  await token.write.approve([p.treasury.address, 10n * ONE], by('requester'));
  return token;
}

describe('a price in a token', () => {
  it('is held and paid in it, secured by a native bond for what it is worth', async () => {
    const token = await testToken();
    const request = jobRequest({ payment: { currency: token.address } });
    await assert.reverts(ask(request, 1n), p.escrow, 'JobEscrow_WrongValue', [0n, 1n]);
    const args = await submitted(p, request);
    expect(await lockedOf()).toBe((HALF * BigInt(JOBS.bondBps)) / 10_000n);
    expect(await p.treasury.read.escrowed([token.address])).toBe(ONE);
    await p.escrow.write.accept(args, by('requester'));
    expect(await p.treasury.read.creditOf([address('node'), token.address])).toBe(ONE - FEE);
  });

  it('pays and refunds audits in it', async () => {
    const token = await testToken();
    const args = await submitted(p, auditedRequest({ payment: { currency: token.address } }));
    const disputes = { account: (await actAs(p.disputes.address)).account };
    await p.escrow.write.passAudit([...args, address('buyer')], disputes);
    await p.escrow.write.endAudits([args[0], 1n], disputes);
    await time.increase(JOBS.challengeWindowSeconds);
    await p.escrow.write.finalize(args, by('node'));
    const creditIn = (name: 'buyer' | 'requester') =>
      p.treasury.read.creditOf([address(name), token.address]);
    expect([await creditIn('buyer'), await creditIn('requester')]).toEqual([AUDIT_FEE, AUDIT_FEE]);
    expect(await p.treasury.read.escrowed([token.address])).toBe(0n);
  });

  it('is worth at most so much to a requester whose result is refuted after it paid', async () => {
    const token = await testToken();
    const args = await submitted(p, jobRequest({ payment: { currency: token.address } }));
    await p.escrow.write.accept(args, by('requester'));
    const disputes = { account: (await actAs(p.disputes.address)).account };
    await p.escrow.write.openDispute([args[0]], disputes);
    const call = p.escrow.write.refute([...args, []], disputes);
    const facts = [args[0], address('requester'), address('node'), 0n, HALF] as const;
    await assert.emits(call, p.escrow, 'JobRefuted', [...facts]);
    expect(await creditOf(p, address('requester'))).toBe(HALF);
  });

  it('bears its segments by what it is worth', async () => {
    const token = await testToken();
    await list(token.address, 2n * ONE);
    const request = auditedRequest({ payment: { currency: token.address } });
    const { juryFee } = await p.escrow.read.disputeParametersOf([1n]);
    const call = ask(request);
    await assert.reverts(call, p.escrow, 'JobEscrow_SegmentTooDear', [2n * ONE, 100n, juryFee]);
  });

  it('is refused where the treasury does not list it', async () => {
    const token = await testToken();
    await p.treasury.write.allowCurrency([token.address, false]);
    const call = ask(jobRequest({ payment: { currency: token.address } }));
    await assert.reverts(call, p.treasury, 'Treasury_CurrencyNotAllowed', [getAddress(token.address)]);
  });

  it('that takes a fee, or answers false, is refused', async () => {
    for (const name of ['FeeToken', 'FalseToken'] as const) {
      const token = await deployToken(name);
      await list(token.address);
      await token.write.mint([address('requester'), ONE]);
      await token.write.approve([p.treasury.address, ONE], by('requester'));
      const call = ask(jobRequest({ payment: { currency: token.address } }));
      const facts = [getAddress(token.address)] as const;
      if (name === 'FalseToken')
        await assert.reverts(call, p.treasury, 'SafeERC20FailedOperation', [...facts]);
      else {
        await assert.reverts(call, p.treasury, 'Treasury_WrongTransfer', [...facts, ONE, ONE - ONE / 100n]);
      }
    }
    expect(await p.escrow.read.jobCount()).toBe(0n);
  });
});

describe('a token that comes back while it is taken', () => {
  const REENTRANT = parseAbi([
    'function arm(address target, bytes data)',
    'function answer() view returns (bytes)',
    'function calls() view returns (uint256)',
    'function mint(address account, uint256 amount)',
    'function approve(address spender, uint256 amount) returns (bool)',
  ]);

  async function armed(target: Address, data: Hex) {
    const { address: token } = await chain.viem.deployContract('ReentrantToken' as never);
    const contract = getContract({
      address: token,
      abi: REENTRANT,
      client: { public: p.publicClient, wallet: p.accounts.deployer },
    });
    await list(token);
    await contract.write.mint([address('requester'), 2n * ONE]);
    await contract.write.approve([p.treasury.address, 2n * ONE], by('requester'));
    await contract.write.arm([target, data]);
    return contract;
  }

  it('cannot withdraw meanwhile', async () => {
    const data = encodeFunctionData({
      abi: p.treasury.abi,
      functionName: 'withdraw',
      args: [NATIVE, address('buyer'), 0n],
    });
    const token = await armed(p.treasury.address, data);
    await ask(jobRequest({ payment: { currency: token.address } }));
    expect(await token.read.calls()).toBe(1n);
    // ReentrancyGuardReentrantCall()
    expect(await token.read.answer()).toBe('0x3ee5aeb5');
    expect(await p.treasury.read.escrowed([token.address])).toBe(ONE);
  });

  it('ends another job, whose money stays apart', async () => {
    const { jobId, terms } = await requestJob(p);
    await time.increase(600);
    const data = encodeFunctionData({
      abi: p.escrow.abi,
      functionName: 'cancel',
      args: [jobId, terms],
    });
    const token = await armed(p.escrow.address, data);
    await ask(jobRequest({ payment: { currency: token.address } }));
    expect(await token.read.answer()).toBe('0x');
    expect(await stateOf(jobId)).toBe(STATE.Canceled);
    expect(await creditOf(p, address('requester'))).toBe(ONE);
    expect(await p.treasury.read.escrowed([token.address])).toBe(ONE);
    expect(await p.treasury.read.escrowed([NATIVE])).toBe(0n);
  });
});

describe('the largest integers', () => {
  it('are requested and refunded to the smallest unit', async () => {
    const token = await deployToken('TestToken');
    await list(token.address, 1n);
    const maxPrice = 2n ** 128n - 1n;
    const auditFee = maxPrice;
    await token.write.mint([address('requester'), 2n ** 200n]);
    await token.write.approve([p.treasury.address, 2n ** 200n], by('requester'));
    const request = auditedRequest({
      work: { audits: 4, segments: 65_534 },
      payment: { currency: token.address, minPrice: maxPrice, maxPrice, auditFee },
    });
    const { jobId, terms } = await requestJob(p, request);
    expect(await p.treasury.read.escrowed([token.address])).toBe(5n * maxPrice);
    await p.escrow.write.cancel([jobId, terms], by('requester'));
    expect(await p.treasury.read.creditOf([address('requester'), token.address])).toBe(5n * maxPrice);
  });

  it('rise without overflow over the longest window', async () => {
    const token = await deployToken('TestToken');
    await list(token.address, 1n);
    await token.write.mint([address('requester'), 2n ** 128n]);
    await token.write.approve([p.treasury.address, 2n ** 128n], by('requester'));
    const maxPrice = 2n ** 128n - 1n;
    const claimWindow = JOBS.maxClaimWindowSeconds;
    const request = jobRequest({
      payment: { currency: token.address, minPrice: 0n, maxPrice, claimWindow },
    });
    const { terms } = await requestJob(p, request);
    const at = (seconds: number) => p.escrow.read.priceAt([terms, BigInt(terms.requestedAt + seconds)]);
    expect(await at(0)).toBe(0n);
    expect(await at(claimWindow - 1)).toBe((maxPrice * BigInt(claimWindow - 1)) / BigInt(claimWindow));
    expect(await at(claimWindow)).toBe(maxPrice);
  });
});
