import { parseEther } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { creditOf } from './support/act.ts';
import { assert } from './support/assert.ts';
import { nodeStage } from './support/escrow-stage.ts';
import { jobRequest, requestJob } from './support/job-request.ts';
import { chain } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(nodeStage);
});

describe('a job’s terms', () => {
  it('are bound to the last word', async () => {
    const { jobId, terms } = await requestJob(p);
    const { lineage } = terms.outcome;
    const ancestors = [lineage.ancestors[0], lineage.ancestors[1] + 1n] as const;
    const other = { ...terms, outcome: { ...terms.outcome, lineage: { ...lineage, ancestors } } };
    const call = p.escrow.write.claim([jobId, other], { account: p.accounts.node.account });
    await assert.reverts(call, p.escrow, 'JobEscrow_TermsMismatch', [jobId]);
  });

  it('give every wei back, also a single one', async () => {
    const { account } = p.accounts.requester;
    const { jobId, terms } = await requestJob(p, jobRequest({ payment: { minPrice: 1n, maxPrice: 1n } }));
    await p.escrow.write.cancel([jobId, terms], { account });
    expect(await creditOf(p, account.address)).toBe(1n);
    const plain = await requestJob(p);
    await p.escrow.write.cancel([plain.jobId, plain.terms], { account });
    expect(await creditOf(p, account.address)).toBe(parseEther('1') + 1n);
  });
});
