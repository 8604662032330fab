import { getAddress, parseEventLogs } from 'viem';
import { beforeEach, expect, it } from 'vitest';
import { assert } from './support/assert.ts';
import { JOBS, nodeStage, ONE, submitted } from './support/escrow-stage.ts';
import { jobRequest, requestJob } from './support/job-request.ts';
import { chain, NATIVE } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

/** `ITreasury.Reason`. */
const REASON = { ProtocolFee: 2, JobPayment: 3, JobRefund: 4 };
let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(nodeStage);
});
const address = (name: keyof Protocol['accounts']) => getAddress(p.accounts[name].account.address);

it('tells who is credited what of a job’s price, for no asset’s sake', async () => {
  const args = await submitted(p, jobRequest({ payment: { minPrice: ONE / 2n } }));
  await chain.networkHelpers.time.increase(JOBS.challengeWindowSeconds);
  const hash = await p.escrow.write.finalize([...args]);
  const { logs } = await p.publicClient.getTransactionReceipt({ hash });
  const [settled] = parseEventLogs({ abi: p.escrow.abi, logs, eventName: 'JobSettled' });
  const { paid, fee, refund } = settled!.args;
  expect(paid + fee + refund).toBe(ONE);
  const credited = parseEventLogs({ abi: p.treasury.abi, logs, eventName: 'Credited' });
  const facts = { currency: NATIVE, source: args[0], assetId: 0n };
  expect(credited.map((event) => event.args)).toEqual([
    { ...facts, account: address('node'), reason: REASON.JobPayment, amount: paid },
    { ...facts, account: getAddress(p.treasury.address), reason: REASON.ProtocolFee, amount: fee },
    { ...facts, account: address('requester'), reason: REASON.JobRefund, amount: refund },
  ]);
});

it('tells what a requester is refunded, for no asset’s sake', async () => {
  const { jobId, terms } = await requestJob(p);
  await chain.networkHelpers.time.increase(600);
  const facts = [address('requester'), NATIVE, REASON.JobRefund, jobId, 0n, ONE] as const;
  await assert.emits(p.escrow.write.cancel([jobId, terms]), p.treasury, 'Credited', [...facts]);
});
