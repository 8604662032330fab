import { getAddress, parseEventLogs } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { claimedJob, creditOf, POLICY, registerAsset } from './support/act.ts';
import { assert } from './support/assert.ts';
import { digest } from './support/digest.ts';
import { AUDIT_FEE, auditedRequest, auditStage, DISPUTES, JOBS, ONE } from './support/escrow-stage.ts';
import { handles } from './support/handles.ts';
import { jobRequest, MODE, requestJob, STATE, valueOf } from './support/job-request.ts';
import type { JobRequest } from './support/job-request.ts';
import { deployToken } from './support/mock.ts';
import { chain } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';
import { ZERO } from './support/trace.ts';

const { time } = chain.networkHelpers;
/** Most that a log of Polkadot Hub's chain takes, in bytes. */
const MAX_EVENT_BYTES = 416;
let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(auditStage);
});
const { by, address, stateOf, escrowed, ask } = handles(() => p);
const refused = (request: JobRequest, error: string, facts: readonly unknown[]) =>
  assert.reverts(ask(request), p.escrow, error as 'JobEscrow_ZeroDigest', facts as []);

describe('request', () => {
  it('says everything in two events that fit everywhere', async () => {
    const base = await registerAsset(p, 'base', { royaltyBps: 1000 });
    const request = auditedRequest({ parents: [{ assetId: base, licenseId: 0n }] });
    const { logs } = await p.publicClient.getTransactionReceipt({ hash: await ask(request) });
    const [requested] = parseEventLogs({ abi: p.escrow.abi, logs, eventName: 'JobRequested' });
    expect(requested!.args).toEqual({
      jobId: 1n,
      requester: address('requester'),
      class: request.work.class,
      work: request.work,
      requestedAt: await time.latest(),
      version: 1,
    });
    const [funded] = parseEventLogs({ abi: p.escrow.abi, logs, eventName: 'JobFunded' });
    expect(funded!.args).toEqual({
      jobId: 1n,
      payment: request.payment,
      outcome: {
        policy: POLICY.Open,
        royaltyBps: 300,
        lineage: { parents: [1, 0, 0, 0], ancestors: [(1n << 16n) | 1000n, 0n] },
      },
    });
    for (const log of logs) expect((log.data.length - 2) / 2).toBeLessThanOrEqual(MAX_EVENT_BYTES);
    expect(await stateOf(1n)).toBe(STATE.Open);
  });

  it('puts the highest price and the fees of all audits into escrow', async () => {
    await ask(auditedRequest({ payment: { minPrice: 1n } }));
    expect(await escrowed()).toBe(ONE + 2n * AUDIT_FEE);
    const { review } = await p.escrow.read.jobOf([1n]);
    expect(review).toEqual({
      seedBlock: 0,
      ticketCount: 0,
      openAudits: 0,
      passedAudits: 0,
      openDisputes: 0,
      verdict: 0,
    });
  });

  it('refuses a value that is not what goes into escrow', async () => {
    const due = valueOf(auditedRequest());
    for (const sent of [0n, due - 1n, due + 1n]) {
      const call = ask(auditedRequest(), sent);
      await assert.reverts(call, p.escrow, 'JobEscrow_WrongValue', [due, sent]);
    }
  });

  it('refuses a lowest price above the highest', async () => {
    const request = jobRequest({ payment: { minPrice: ONE + 1n } });
    await refused(request, 'JobEscrow_InvalidPrice', [ONE + 1n, ONE]);
  });

  it('refuses windows that do not last, or last too long', async () => {
    for (const claimWindow of [0, JOBS.maxClaimWindowSeconds + 1]) {
      const facts = [BigInt(claimWindow), BigInt(JOBS.maxClaimWindowSeconds)];
      await refused(jobRequest({ payment: { claimWindow } }), 'JobEscrow_InvalidClaimWindow', facts);
    }
    for (const runTime of [0, JOBS.maxRunTimeSeconds + 1]) {
      const facts = [BigInt(runTime), BigInt(JOBS.maxRunTimeSeconds)];
      await refused(jobRequest({ work: { runTime } }), 'JobEscrow_InvalidRunTime', facts);
    }
    const { maxClaimWindowSeconds: claimWindow, maxRunTimeSeconds: runTime } = JOBS;
    await ask(jobRequest({ work: { runTime }, payment: { claimWindow } }));
  });

  it('refuses a zero specification and a royalty above half', async () => {
    await refused(jobRequest({ work: { specDigest: ZERO } }), 'JobEscrow_ZeroDigest', []);
    await refused(jobRequest({ royaltyBps: 5001 }), 'JobEscrow_RoyaltyTooHigh', [5001n, 5000n]);
  });

  it('refuses a trace of one leaf, and one of more than can be disputed', async () => {
    for (const segments of [0, 1, 65_535]) {
      const facts = [BigInt(segments), 2n, 65_534n];
      await refused(jobRequest({ work: { segments } }), 'JobEscrow_InvalidSegments', facts);
    }
    await ask(jobRequest({ work: { segments: 2 } }));
    await ask(jobRequest({ work: { segments: 65_534 } }));
  });

  it('refuses parents from which the requester may not derive', async () => {
    const base = await registerAsset(p, 'base', { policy: POLICY.Closed });
    const call = ask(jobRequest({ parents: [{ assetId: base, licenseId: 0n }] }));
    await assert.reverts(call, p.assets, 'AssetRegistry_DerivationClosed', [base, address('requester')]);
  });

  it('refuses a token without a bond rate', async () => {
    const { address: token } = await deployToken('TestToken');
    const request = jobRequest({ payment: { currency: token } });
    await refused(request, 'JobEscrow_CurrencyWithoutBondRate', [getAddress(token), 1n]);
  });
});

describe('audits', () => {
  it('are for mode Audit, at most four and one for each segment', async () => {
    const accept = jobRequest({ work: { audits: 1 } });
    await refused(accept, 'JobEscrow_InvalidAudits', [MODE.Accept, 1n, 0n]);
    await refused(auditedRequest({ work: { audits: 5 } }), 'JobEscrow_InvalidAudits', [MODE.Audit, 5n, 4n]);
    const short = auditedRequest({ work: { audits: 3, segments: 2 } });
    await refused(short, 'JobEscrow_InvalidAudits', [MODE.Audit, 3n, 2n]);
    await ask(auditedRequest({ work: { audits: 4 } }));
    await ask(auditedRequest({ work: { audits: 0 }, payment: { auditFee: 0n } }));
  });

  it('pay at least their rate of the average segment, and nothing where there are none', async () => {
    expect(await p.escrow.read.minAuditFee([auditedRequest()])).toBe(AUDIT_FEE);
    expect(await p.escrow.read.minAuditFee([jobRequest()])).toBe(0n);
    const low = auditedRequest({ payment: { auditFee: AUDIT_FEE - 1n } });
    await refused(low, 'JobEscrow_InvalidAuditFee', [AUDIT_FEE - 1n, AUDIT_FEE]);
    const needless = auditedRequest({ work: { audits: 0 } });
    await refused(needless, 'JobEscrow_InvalidAuditFee', [AUDIT_FEE, 0n]);
    await refused(jobRequest({ payment: { auditFee: 1n } }), 'JobEscrow_InvalidAuditFee', [1n, 0n]);
    await ask(auditedRequest({ payment: { auditFee: 3n * AUDIT_FEE } }));
  });

  it('need segments that a juror recomputes for its fee', async () => {
    const { juryFeeWei } = DISPUTES;
    const bearable = { segments: 10 };
    const dear = 10n * juryFeeWei + 1n;
    const request = auditedRequest({ work: bearable, payment: { minPrice: 0n, maxPrice: dear } });
    await refused(request, 'JobEscrow_SegmentTooDear', [dear, 10n, juryFeeWei]);
    const payment = { minPrice: 0n, maxPrice: dear - 1n, auditFee: juryFeeWei * 2n };
    await ask(auditedRequest({ work: bearable, payment }));
  });

  it('need a class in which a mismatch is proof', async () => {
    const refusal = (eligible: bigint) =>
      refused(auditedRequest(), 'JobEscrow_ClassNotSlashable', [auditedRequest().work.class, eligible, 16n]);
    for (const status of [0, 2, 3]) {
      await p.nodes.write.setClassStatus([auditedRequest().work.class, status]);
      await refusal(16n);
    }
    await p.nodes.write.setClassStatus([auditedRequest().work.class, 1]);
    await p.nodes.write.leaveClass([auditedRequest().work.class], by('node'));
    await refusal(15n);
    await ask(jobRequest());
  });
});

describe('a private job', () => {
  const key = digest('key');

  it('names the one node that can read it', async () => {
    const work = { encryptionKey: key, juryMayRead: true };
    await refused(jobRequest({ work }), 'JobEscrow_PrivateNeedsTargetNode', []);
    await ask(jobRequest({ work: { ...work, targetNode: address('node') } }));
  });

  it('that a jury may not read is judged by its requester', async () => {
    const work = { encryptionKey: key, targetNode: address('node') };
    await refused(auditedRequest({ work }), 'JobEscrow_JuryMayNotRead', []);
    await ask(jobRequest({ work }));
    await ask(auditedRequest({ work: { ...work, juryMayRead: true } }));
  });
});

describe('cancel', () => {
  it('gives all of an open job’s escrow back to the requester at any time', async () => {
    const { jobId, terms } = await requestJob(p, auditedRequest());
    const call = p.escrow.write.cancel([jobId, terms], by('requester'));
    const refund = ONE + 2n * AUDIT_FEE;
    const facts = [jobId, address('requester'), address('requester'), refund] as const;
    await assert.emits(call, p.escrow, 'JobCanceled', [...facts]);
    expect(await creditOf(p, address('requester'))).toBe(refund);
    expect(await escrowed()).toBe(0n);
    expect(await stateOf(jobId)).toBe(STATE.Canceled);
  });

  it('is anybody’s after the claim window, never before', async () => {
    const { jobId, terms } = await requestJob(p);
    const end = terms.requestedAt + 600;
    await time.setNextBlockTimestamp(end - 1);
    const early = p.escrow.write.cancel([jobId, terms], by('stranger'));
    await assert.reverts(early, p.escrow, 'JobEscrow_ClaimWindowOpen', [jobId, BigInt(end)]);
    await time.setNextBlockTimestamp(end);
    await p.escrow.write.cancel([jobId, terms], by('stranger'));
    expect(await creditOf(p, address('requester'))).toBe(ONE);
    expect(await creditOf(p, address('stranger'))).toBe(0n);
  });

  it('refunds nothing where nothing was paid', async () => {
    const { jobId, terms } = await requestJob(p, jobRequest({ payment: { minPrice: 0n, maxPrice: 0n } }));
    const call = p.escrow.write.cancel([jobId, terms], by('requester'));
    await assert.emits(call, p.escrow, 'JobCanceled', [
      jobId,
      address('requester'),
      address('requester'),
      0n,
    ]);
  });

  it('comes too late once a node has claimed, and never twice', async () => {
    const { jobId, terms } = await claimedJob(p);
    const call = p.escrow.write.cancel([jobId, terms], by('requester'));
    await assert.reverts(call, p.escrow, 'JobEscrow_WrongState', [jobId, STATE.Claimed, STATE.Open]);
    const second = await requestJob(p);
    await p.escrow.write.cancel([second.jobId, second.terms], by('requester'));
    const again = p.escrow.write.cancel([second.jobId, second.terms], by('requester'));
    await assert.reverts(again, p.escrow, 'JobEscrow_WrongState', [second.jobId, STATE.Canceled, STATE.Open]);
  });

  it('is refused with other terms, and for a job that nobody requested', async () => {
    const { jobId, terms } = await requestJob(p);
    const more = { ...terms, payment: { ...terms.payment, maxPrice: 2n * ONE } };
    const call = p.escrow.write.cancel([jobId, more], by('requester'));
    await assert.reverts(call, p.escrow, 'JobEscrow_TermsMismatch', [jobId]);
    const unknown = p.escrow.write.cancel([9n, terms], by('requester'));
    await assert.reverts(unknown, p.escrow, 'JobEscrow_WrongState', [9n, STATE.None, STATE.Open]);
  });
});
