import { encodeAbiParameters, keccak256, parseAbiParameters } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { AUDITS, leavesOf } from './model/disputes/seed.ts';
import { assert } from './support/assert.ts';
import { drawAudits, drawnAudits } from './support/audit-play.ts';
import { about, challenged, opened } from './support/dispute-play.ts';
import { disputeStage } from './support/dispute-stage.ts';
import type { DisputeStage } from './support/dispute-stage.ts';
import { disputedJob } from './support/disputed-job.ts';
import { chain } from './support/protocol.ts';

const { mine } = chain.networkHelpers;
const SEED = parseAbiParameters(
  'bytes32 hash, address disputes, uint256 jobId, uint256 index, uint256 round',
);
let p: DisputeStage;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(disputeStage);
});
/** The next transaction is in that block. */
const beforeBlock = async (number: number) =>
  mine(number - 1 - Number(await p.publicClient.getBlockNumber()));

describe('a seed', () => {
  it('is not known in its own block, to a draw of audits', async () => {
    const job = await disputedJob(p, { audits: 1 });
    const { seedBlock } = (await p.escrow.read.jobOf([job.jobId])).review;
    await beforeBlock(seedBlock);
    const facts = [job.jobId, BigInt(seedBlock)] as const;
    await assert.reverts(drawAudits(p, job), p.disputes, 'Disputes_SeedNotKnown', [...facts]);
    expect(await p.disputes.read.auditsOf([job.jobId])).toMatchObject({ reseeded: false });
  });

  it('is not known in its own block, to a draw of jurors', async () => {
    const { job, index, jury } = await opened(p, await challenged(p, await disputedJob(p), 3n));
    const { seedBlock } = await p.disputes.read.disputeOf([job.jobId, index]);
    await beforeBlock(seedBlock);
    const call = p.disputes.write.drawJury([...about(job), index, jury]);
    const facts = [job.jobId, BigInt(seedBlock)] as const;
    await assert.reverts(call, p.disputes, 'Disputes_SeedNotKnown', [...facts]);
    expect(await p.disputes.read.disputeOf([job.jobId, index])).toMatchObject({ reseeded: false });
  });

  it('names the leaves to audit, as documented', async () => {
    for (const audits of [1, 3, 4]) {
      const job = await disputedJob(p, { audits });
      const { seedBlock } = (await p.escrow.read.jobOf([job.jobId])).review;
      const { indices } = await drawnAudits(p, job);
      const { hash } = await p.publicClient.getBlock({ blockNumber: BigInt(seedBlock) });
      const words = [hash!, p.disputes.address, job.jobId, AUDITS, 1n] as const;
      const seed = keccak256(encodeAbiParameters(SEED, words));
      expect(indices.map(BigInt)).toEqual(leavesOf(seed, audits, 8n));
    }
  });
});
