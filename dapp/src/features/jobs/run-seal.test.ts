import { describe, expect, it } from 'vitest';
import { runSeal } from './run-seal.ts';

const audited = {
  mode: 'Audit',
  seal: undefined,
  classStatus: 'SLASHABLE',
  paidAudits: 2,
  passedAudits: 0,
  verdict: undefined,
} as const;

describe('the seal of a run', () => {
  it.each(['proven', 'unchallenged', 'trusted'] as const)('is %s where the chain says so', (seal) => {
    expect(runSeal({ ...audited, seal })).toMatchObject({ seal, expected: false });
  });

  it('is Refuted as soon as a jury has said so, settled or not', () => {
    expect(runSeal({ ...audited, verdict: 'REFUTED' })).toMatchObject({ seal: 'refuted', expected: false });
  });

  it('is Trusted where its requester accepts, even in a slashable class', () => {
    expect(runSeal({ ...audited, mode: 'Accept' }).seal).toBe('trusted');
    expect(runSeal({ ...audited, mode: 'Accept', seal: 'trusted' }).expected).toBe(false);
  });

  it('is only expected before the job is settled, and no better than its terms allow', () => {
    expect(runSeal(audited)).toMatchObject({ seal: 'proven', expected: true });
    expect(runSeal({ ...audited, passedAudits: 1 }).reason).toContain('An audit has passed');
    expect(runSeal({ ...audited, paidAudits: 0 })).toMatchObject({ seal: 'unchallenged', expected: true });
    expect(runSeal({ ...audited, classStatus: 'PROVISIONAL' })).toMatchObject({
      seal: 'trusted',
      expected: true,
    });
  });
});
