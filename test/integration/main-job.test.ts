import { beforeAll, describe, expect, it } from 'vitest';
import type { LastRun } from '../../scripts/start/flow/last-run.ts';
import { stateWithMainJob } from '../support/cultivar.ts';

let run: LastRun;
beforeAll(async () => {
  run = (await stateWithMainJob()).first;
}, 900_000);

describe('the main job', () => {
  it('trains on at least 100 rows, and predicts rows it has not seen at least 5 % better', () => {
    expect(run.rows).toBeGreaterThanOrEqual(100);
    expect(run.steps).toBeGreaterThan(0);
    expect(run.heldOutLossAfter).toBeLessThanOrEqual(0.95 * run.heldOutLossBefore);
  });

  it('delivers an adapter whose every byte is what the chain says', () => {
    expect(run.adapterDigestMatches).toBe(true);
    expect(run.adapterCid).toMatch(/^bafkrei[a-z2-7]{52}$/);
  });

  it('pays the node out of escrow and the owner of the base out of the sale', () => {
    expect(BigInt(run.nodePaidWei)).toBeGreaterThan(0n);
    expect(BigInt(run.royaltyWei)).toBeGreaterThan(0n);
    expect(BigInt(run.licenseTokenId)).toBeGreaterThan(0n);
  });

  it('is answered by the index: job, lineage, licence and payments', () => {
    expect(run.graphqlAnswer).toMatchObject({
      job: {
        state: 'SETTLED',
        paid: run.nodePaidWei,
        result: {
          assetId: run.adapterTokenId,
          kind: 'ADAPTER',
          source: 'JOB',
          ancestors: expect.arrayContaining([
            expect.objectContaining({ isDirect: true, ancestor: expect.objectContaining({ kind: 'MODEL' }) }),
            expect.objectContaining({
              isDirect: true,
              ancestor: expect.objectContaining({ kind: 'DATASET' }),
            }),
          ]),
          purchases: [expect.objectContaining({ royalty: run.royaltyWei })],
          licenses: [expect.objectContaining({ licenseId: run.licenseTokenId })],
        },
      },
    });
  });

  it('answers the same question otherwise with the adapter than without it', () => {
    expect(run.replies.base).not.toBe('');
    expect(run.replies.adapter).not.toBe('');
    expect(run.replies.adapter).not.toBe(run.replies.base);
  });

  it('says how long each stage took', () => {
    expect(Object.keys(run.seconds)).toEqual(
      expect.arrayContaining(['baseModel', 'dataset', 'request', 'training', 'acceptance', 'mint', 'sale']),
    );
  });
});
