import { classId } from '@cultivar/sdk/spec';
import { parseEther, parseEventLogs } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { assert } from './support/assert.ts';
import { digest } from './support/digest.ts';
import { about, challenged, drawn, judged, opened, resolve, voted } from './support/dispute-play.ts';
import type { Dispute } from './support/dispute-play.ts';
import { disputeStage, PARAMETERS } from './support/dispute-stage.ts';
import type { DisputeStage } from './support/dispute-stage.ts';
import { JOB_STATE, MODE, PHASE } from './support/dispute-words.ts';
import { disputedJob } from './support/disputed-job.ts';
import { chain, CLASS_NAME } from './support/protocol.ts';
import { UNAVAILABLE, ZERO } from './support/trace.ts';

const { mine, time } = chain.networkHelpers;
const { openingWindowSeconds, commitWindowSeconds, revealWindowSeconds, maxDurationSeconds } =
  PARAMETERS.disputes;
const SLICE = PARAMETERS.disputes.sliceWei;
const BOND = PARAMETERS.disputes.challengeBondWei;

let p: DisputeStage;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(disputeStage);
});
const by = (name: keyof DisputeStage['accounts']) => ({ account: p.accounts[name].account });
const address = (name: keyof DisputeStage['accounts']) => p.accounts[name].account.address;
const stored = ({ job, index }: Dispute) => p.disputes.read.disputeOf([job.jobId, index]);
const lockedOf = async (node: `0x${string}`) => (await p.nodes.read.nodeOf([node])).locked;
const draw = ({ job, index, jury }: Dispute) =>
  p.disputes.write.drawJury([...about(job), index, jury], by('buyer'));
const lateIn = ({ job, index }: Dispute, end: number) => [job.jobId, index, BigInt(end)] as const;
const FIRST_SPLIT = (d: Dispute) => {
  const own = d.job.trace.finding(Number(d.index), 'first');
  return [own, own, { ...own, stateHash: digest('a') }, { ...own, stateHash: digest('b') }, UNAVAILABLE];
};

describe('drawJury', () => {
  it('seats five different nodes, none of them a party, and locks a slice of each', async () => {
    const job = await disputedJob(p);
    const dispute = await opened(p, await challenged(p, job, 3n));
    await mine(3);
    const call = draw(dispute);
    const { jury } = await drawnBy(dispute, call);
    expect(new Set(jury.first).size).toBe(5);
    for (const party of ['node', 'requester', 'stranger'] as const)
      expect(jury.first).not.toContain(address(party));
    for (const juror of jury.first) expect(await lockedOf(juror)).toBe(SLICE);
    const now = await time.latest();
    const commitEndsAt = now + commitWindowSeconds;
    await assert.emits(call, p.disputes, 'JuryDrawn', [job.jobId, 3n, 1n, 0n, BigInt(commitEndsAt)]);
    expect(await stored(dispute)).toMatchObject({
      phase: PHASE.Voting,
      round: 1,
      seedBlock: 0,
      phaseEndsAt: commitEndsAt,
      revealEndsAt: commitEndsAt + revealWindowSeconds,
    });
  });

  it('never seats a challenger or requester who is a node of the class', async () => {
    const [challenger, requester] = [p.jurors[0]!, p.accounts.requester];
    await p.nodes.write.register([digest('node'), [classId(CLASS_NAME)]], {
      account: requester.account,
      value: parseEther('8'),
    });
    for (let i = 0; i < 6; i++) {
      const job = await disputedJob(p);
      await p.disputes.write.challenge([...about(job), 3n], { account: challenger.account, value: BOND });
      const jury = { challenger: challenger.account.address, leaf: ZERO, first: [], second: [] };
      const { jury: seated } = await drawn(p, await opened(p, { job, index: 3n, jury }));
      expect(seated.first).not.toContain(challenger.account.address);
      expect(seated.first).not.toContain(requester.account.address);
    }
  });

  it('waits for the block, and takes it the moment its hash is there', async () => {
    const job = await disputedJob(p);
    const dispute = await opened(p, await challenged(p, job, 3n));
    const { seedBlock } = await stored(dispute);
    await assert.reverts(draw(dispute), p.disputes, 'Disputes_SeedNotKnown', [job.jobId, BigInt(seedBlock)]);
    await mine(seedBlock - Number(await p.publicClient.getBlockNumber()));
    await draw(dispute);
    expect((await stored(dispute)).phase).toBe(PHASE.Voting);
  });

  it('can be done by the last block that remembers the hash', async () => {
    const job = await disputedJob(p);
    const dispute = await opened(p, await challenged(p, job, 3n));
    const { seedBlock } = await stored(dispute);
    await mine(seedBlock + 255 - Number(await p.publicClient.getBlockNumber()), { interval: 0 });
    await draw(dispute);
    expect((await stored(dispute)).phase).toBe(PHASE.Voting);
  });

  it('names a new block where the hash has expired, once', async () => {
    const job = await disputedJob(p);
    const dispute = await opened(p, await challenged(p, job, 3n));
    const { seedBlock } = await stored(dispute);
    await mine(seedBlock + 256 - Number(await p.publicClient.getBlockNumber()), { interval: 0 });
    const call = draw(dispute);
    await call;
    const renewed = (await p.publicClient.getBlockNumber()) + 2n;
    await assert.emits(call, p.disputes, 'SeedRenewed', [job.jobId, 3n, renewed]);
    expect(await stored(dispute)).toMatchObject({ phase: PHASE.Drawing, reseeded: true });
    await mine(300, { interval: 0 });
    await assert.reverts(draw(dispute), p.disputes, 'Disputes_SeedExpired', [job.jobId, renewed]);
  });

  it('names a new block once for each round', async () => {
    const job = await disputedJob(p);
    const waiting = await opened(p, await challenged(p, job, 3n));
    await mine(300, { interval: 0 });
    await draw(waiting);
    const first = await drawn(p, waiting);
    await voted(p, first, FIRST_SPLIT(first));
    await resolve(p, first);
    await mine(300, { interval: 0 });
    await draw(first);
    expect(await stored(first)).toMatchObject({ phase: PHASE.Drawing, round: 1, reseeded: true });
    const { jury } = await drawn(p, first);
    expect(jury.second).toHaveLength(11);
  });

  it('draws other juries for other disputes', async () => {
    const job = await disputedJob(p);
    const [one, two] = [await challenged(p, job, 1n), await challenged(p, job, 2n)];
    await chain.networkHelpers.mine();
    const open = (dispute: Dispute) => opened(p, dispute);
    const [first, second] = [await open(one), await open(two)];
    const a = await drawn(p, first);
    const b = await drawn(p, second);
    expect(a.jury.first).not.toEqual(b.jury.first);
  });

  it('is not steered by tickets written after the challenge', async () => {
    const job = await disputedJob(p);
    const dispute = await opened(p, await challenged(p, job, 3n));
    await mine(3);
    const snapshot = await chain.networkHelpers.takeSnapshot();
    const { jury } = await drawnBy(dispute, draw(dispute));
    await snapshot.restore();
    await p.nodes.write.register([digest('node'), [classId(CLASS_NAME)]], {
      account: p.accounts.publisher.account,
      value: parseEther('8'),
    });
    const { jury: same } = await drawnBy(dispute, draw(dispute));
    expect(same.first).toEqual(jury.first);
  });

  it('takes what is left for the second jury: eleven of the sixteen nodes but the first five', async () => {
    const job = await disputedJob(p);
    const first = await judged(p, job, 3n);
    await voted(p, first, FIRST_SPLIT(first));
    await resolve(p, first);
    const { jury } = await drawn(p, first);
    expect(jury.second).toHaveLength(11);
    expect(new Set([...jury.first, ...jury.second]).size).toBe(16);
    for (const juror of jury.second) expect(await lockedOf(juror)).toBe(SLICE);
    for (const juror of jury.first) expect(await lockedOf(juror)).toBe(0n);
  });

  it('frees the last of an even second jury, so that there is no tie', async () => {
    const job = await disputedJob(p);
    const first = await judged(p, job, 3n);
    await voted(p, first, FIRST_SPLIT(first));
    await resolve(p, first);
    const others = p.jurors.filter((juror) => !first.jury.first.includes(juror.account.address));
    const [leaver] = others;
    await p.nodes.write.leaveClass([classId(CLASS_NAME)], { account: leaver!.account });
    const { jury } = await drawn(p, first);
    expect(jury.second).toHaveLength(9);
    const locked = await Promise.all(others.map((juror) => lockedOf(juror.account.address)));
    expect(locked.filter((amount) => amount === SLICE)).toHaveLength(9);
    expect(locked.filter((amount) => amount === 0n)).toHaveLength(2);
  });

  it('waits where too few nodes can be drawn', async () => {
    const job = await disputedJob(p);
    const dispute = await opened(p, await challenged(p, job, 3n));
    for (const juror of p.jurors.slice(4)) {
      await p.nodes.write.leaveClass([classId(CLASS_NAME)], { account: juror.account });
    }
    const facts = [classId(CLASS_NAME), 4n, 5n] as const;
    await assert.reverts(draw(dispute), p.nodes, 'NodeRegistry_TooFewJurors', [...facts]);
  });

  it('is over at the end of the longest duration', async () => {
    const job = await disputedJob(p);
    const dispute = await opened(p, await challenged(p, job, 3n));
    const end = (await stored(dispute)).openedAt + maxDurationSeconds;
    await mine(3);
    await time.setNextBlockTimestamp(end);
    await assert.reverts(draw(dispute), p.disputes, 'Disputes_TooLate', [...lateIn(dispute, end)]);
  });

  it('is for a dispute that waits for it, as it stands', async () => {
    const job = await disputedJob(p);
    const waiting = await challenged(p, job, 3n);
    const facts = [job.jobId, 3n, PHASE.Opening, PHASE.Drawing] as const;
    await assert.reverts(draw(waiting), p.disputes, 'Disputes_WrongPhase', [...facts]);
    await opened(p, waiting);
    await assert.reverts(draw(waiting), p.disputes, 'Disputes_JuryMismatch', [job.jobId, 3n]);
  });

  it('spares jurors a job that has ended', async () => {
    const job = await disputedJob(p);
    const silent = await challenged(p, job, 1n);
    const dispute = await opened(p, await challenged(p, job, 2n));
    await time.increase(openingWindowSeconds);
    await resolve(p, silent);
    const facts = [job.jobId, JOB_STATE.Refunded, MODE.Audit] as const;
    await assert.reverts(draw(dispute), p.disputes, 'Disputes_NotDisputable', [...facts]);
  });
});

async function drawnBy(dispute: Dispute, call: Promise<`0x${string}`>): Promise<Dispute> {
  const { logs } = await p.publicClient.getTransactionReceipt({ hash: await call });
  const [event] = parseEventLogs({ abi: p.disputes.abi, logs, eventName: 'JurorsDrawn' });
  return { ...dispute, jury: { ...dispute.jury, first: event!.args.jurors } };
}
