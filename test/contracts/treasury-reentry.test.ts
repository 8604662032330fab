import { encodeFunctionData, getAddress, getContract, parseAbi, parseEther } from 'viem';
import { beforeEach, expect, it } from 'vitest';
import { buyLicense, creditOf, makeOffer, registerAsset } from './support/act.ts';
import { chain, NATIVE, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

const ONE = parseEther('1');
/** `ReentrancyGuardReentrantCall()` */
const REENTRANT_CALL = '0x3ee5aeb5';
const REENTRANT = parseAbi([
  'function arm(address target, bytes data)',
  'function answer() view returns (bytes)',
  'function calls() view returns (uint256)',
  'function mint(address account, uint256 amount)',
  'function approve(address spender, uint256 amount) returns (bool)',
]);
let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(protocol);
  await registerAsset(p, 'model');
});
const addressOf = (name: keyof Protocol['accounts']) => getAddress(p.accounts[name].account.address);

async function deploy(name: string) {
  const { address } = await chain.viem.deployContract(name, [] as never[]);
  const client = { public: p.publicClient, wallet: p.accounts.deployer };
  return getContract({ address, abi: REENTRANT, client });
}

it('pays nobody while a licence is being paid for', async () => {
  const token = await deploy('ReentrantToken');
  await p.treasury.write.allowCurrency([token.address, true]);
  await token.write.mint([addressOf('buyer'), ONE]);
  await token.write.approve([p.treasury.address, ONE], { account: p.accounts.buyer.account });
  const args = [NATIVE, addressOf('buyer'), 0n] as const;
  const data = encodeFunctionData({ abi: p.treasury.abi, functionName: 'withdraw', args });
  await token.write.arm([p.treasury.address, data]);
  await buyLicense(p, await makeOffer(p, { currency: token.address, price: 1000n }));
  expect([await token.read.calls(), await token.read.answer()]).toEqual([1n, REENTRANT_CALL]);
  expect(await p.treasury.read.creditOf([addressOf('publisher'), token.address])).toBe(975n);
});

it('pays nobody while the protocol’s fees are being paid out', async () => {
  await buyLicense(p, await makeOffer(p));
  const fees = await creditOf(p, p.treasury.address);
  const payee = await deploy('ReentrantPayee');
  const args = [NATIVE, payee.address, 0n] as const;
  const data = encodeFunctionData({ abi: p.treasury.abi, functionName: 'withdraw', args });
  await payee.write.arm([p.treasury.address, data]);
  await p.treasury.write.withdrawFees([NATIVE, payee.address, fees]);
  expect([await payee.read.calls(), await payee.read.answer()]).toEqual([1n, REENTRANT_CALL]);
  expect(await p.publicClient.getBalance({ address: payee.address })).toBe(fees);
});
