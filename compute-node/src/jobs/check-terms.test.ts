import { classId } from '@cultivar/sdk/spec';
import type { JobManifestInput } from '@cultivar/sdk/spec';
import { describe, expect, it } from 'vitest';
import { testSpec } from '../../test/test-spec.ts';
import { TEST_CLASS, testTerms } from '../../test/test-terms.ts';
import { checkSpec, checkTerms } from './check-terms.ts';
import type { JobPolicy } from './check-terms.ts';

const POLICY: JobPolicy = {
  chainId: 41_337,
  account: `0x${'bb'.repeat(20)}`,
  classes: [TEST_CLASS],
  minPriceWei: 50n,
  maxSteps: 100,
  maxSequenceLength: 512,
};

describe('the terms of a job', () => {
  it('are taken when all is well, to the last second of the window', () => {
    expect(() => checkTerms(testTerms(), POLICY, 1_599)).not.toThrow();
  });

  it('are taken when the job is for this node, however its address is written', () => {
    const terms = testTerms({ work: { targetNode: `0x${'BB'.repeat(20)}` } });
    expect(() => checkTerms(terms, POLICY, 1_000)).not.toThrow();
  });

  it.each([
    ['for-another-node', { work: { targetNode: `0x${'cc'.repeat(20)}` } }],
    ['class-not-ours', { work: { class: `0x${'33'.repeat(32)}` } }],
    ['currency', { payment: { currency: `0x${'dd'.repeat(20)}` } }],
    ['price-too-low', { payment: { maxPrice: 49n } }],
    ['delivery-encrypted', { work: { encryptionKey: `0x${'44'.repeat(32)}` } }],
    ['window-over', { payment: { claimWindow: 0 } }],
  ])('are refused as %s', (code, changed) => {
    expect(() => checkTerms(testTerms(changed), POLICY, 1_000)).toThrow(expect.objectContaining({ code }));
  });
});

describe('terms of class tolerance', () => {
  const policy = { ...POLICY, classes: [TEST_CLASS, 'tolerance'] };
  const terms = (mode: number) => testTerms({ work: { class: classId('tolerance'), mode } });

  it('are taken where the requester alone judges', () => {
    expect(() => checkTerms(terms(0), policy, 1_000)).not.toThrow();
  });

  it('are refused where auditors would have to recompute', () => {
    expect(() => checkTerms(terms(1), policy, 1_000)).toThrow(
      expect.objectContaining({ code: 'tolerance-audited' }),
    );
  });

  it('are refused by a node without the Python engine', () => {
    expect(() => checkTerms(terms(0), POLICY, 1_000)).toThrow(
      expect.objectContaining({ code: 'class-not-ours' }),
    );
  });
});

describe('the manifest of a job', () => {
  it('is taken when it says what the request says', () => {
    expect(() => checkSpec(testSpec(), testTerms(), POLICY)).not.toThrow();
  });

  it('may train all weights where the requester alone judges, and not where auditors would', () => {
    const spec = testSpec({ method: 'full', lora: undefined });
    expect(() => checkSpec(spec, testTerms(), POLICY)).not.toThrow();
    const audited = testTerms({ work: { mode: 1 } });
    expect(() => checkSpec(spec, audited, POLICY)).toThrow(expect.objectContaining({ code: 'full-audited' }));
    expect(() => checkSpec(testSpec(), audited, POLICY)).not.toThrow();
  });

  it.each<[string, Partial<JobManifestInput>]>([
    ['wrong-chain', { chainId: 1 }],
    ['class-differs', { class: 'tolerance' }],
    ['parents-differ', { base: { asset: '41337:2', manifest: `0x${'11'.repeat(32)}` } }],
    ['parents-differ', { base: { asset: '1:1', manifest: `0x${'11'.repeat(32)}` } }],
    [
      'parents-differ',
      {
        objective: {
          ...{ name: 'distillation', temperature: 2, weight: 0.5 },
          teacher: { asset: '41337:3', manifest: `0x${'33'.repeat(32)}` },
        },
      },
    ],
    ['creator-differs', { creator: `0x${'ee'.repeat(20)}` }],
    ['too-long', { steps: 101 }],
    ['too-long', { sequenceLength: 528 }],
    ['trace-differs', { segmentSteps: 4 }],
    ['trace-differs', { data: { heldOutRows: 2, orderSeed: 0 } }],
  ])('is refused as %s', (code, changed) => {
    expect(() => checkSpec(testSpec(changed), testTerms(), POLICY)).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
