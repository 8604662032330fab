import { classId } from '@cultivar/sdk/spec';
import { parseEther } from 'viem';
import { beforeEach, expect, it } from 'vitest';
import { assert } from './support/assert.ts';
import { drawnAudits } from './support/audit-play.ts';
import { digest } from './support/digest.ts';
import { about, challenged, drawn, judged, opened, resolve, voted } from './support/dispute-play.ts';
import type { Dispute } from './support/dispute-play.ts';
import { disputeStage, PARAMETERS } from './support/dispute-stage.ts';
import type { DisputeStage } from './support/dispute-stage.ts';
import { disputedJob } from './support/disputed-job.ts';
import { chain, CLASS_NAME } from './support/protocol.ts';
import { UNAVAILABLE, ZERO } from './support/trace.ts';

const { mine } = chain.networkHelpers;
const CLASS = classId(CLASS_NAME);
/** As many tickets as anybody has: a draw that may take them will. */
const EIGHT_TICKETS = parseEther('8');

let p: DisputeStage;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(disputeStage);
});

async function serve(name: 'requester'): Promise<void> {
  const { account } = p.accounts[name];
  await p.nodes.write.register([digest('party'), [CLASS]], { account, value: EIGHT_TICKETS });
}

async function leave(who: DisputeStage['jurors']): Promise<void> {
  for (const { account } of who) await p.nodes.write.leaveClass([CLASS], { account });
}

const split = ({ job, index }: Dispute) => {
  const own = job.trace.finding(Number(index), 'first');
  return [own, own, { ...own, stateHash: digest('a') }, { ...own, stateHash: digest('b') }, UNAVAILABLE];
};

it('draws no requester as an auditor of its own job, be it the only node left', async () => {
  await serve('requester');
  const job = await disputedJob(p, { audits: 3 });
  await leave(p.jurors.slice(2));
  const { auditors } = await drawnAudits(p, job);
  expect(auditors).toHaveLength(2);
  expect(auditors).not.toContain(p.accounts.requester.account.address);
});

it('draws no requester as a juror, be it the only node left', async () => {
  await serve('requester');
  const dispute = await opened(p, await challenged(p, await disputedJob(p), 3n));
  await leave(p.jurors.slice(4));
  await mine(3);
  const call = p.disputes.write.drawJury([...about(dispute.job), 3n, dispute.jury], {
    account: p.accounts.buyer.account,
  });
  await assert.reverts(call, p.nodes, 'NodeRegistry_TooFewJurors', [CLASS, 4n, 5n]);
});

it('draws no challenger into the second jury either', async () => {
  const { account } = p.jurors[0]!;
  const job = await disputedJob(p);
  const value = PARAMETERS.disputes.challengeBondWei;
  await p.disputes.write.challenge([...about(job), 3n], { account, value });
  const jury = { challenger: account.address, leaf: ZERO, first: [], second: [] };
  const first = await drawn(p, await opened(p, { job, index: 3n, jury }));
  await voted(p, first, split(first));
  await resolve(p, first);
  const { jury: both } = await drawn(p, first);
  // Sixteen nodes, less the challenger and five who have judged, less one for an odd jury.
  expect(both.second).toHaveLength(9);
  expect(both.second).not.toContain(account.address);
});

it('wants seven nodes for a second jury', async () => {
  const first = await judged(p, await disputedJob(p), 3n);
  await voted(p, first, split(first));
  await resolve(p, first);
  const others = p.jurors.filter(({ account }) => !first.jury.first.includes(account.address));
  await leave(others.slice(6));
  await mine(3);
  const call = p.disputes.write.drawJury([...about(first.job), 3n, first.jury], {
    account: p.accounts.buyer.account,
  });
  await assert.reverts(call, p.nodes, 'NodeRegistry_TooFewJurors', [CLASS, 6n, 7n]);
});
