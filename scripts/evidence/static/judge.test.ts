import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';

const finding = (check: string, place: string) => ({ check, place, impact: 'High', description: '' });

describe('a finding of the static analysis', () => {
  it('is open until its place, or its detector, is accepted', () => {
    const findings = [finding('timestamp', 'A.f'), finding('exp', 'A.f'), finding('exp', 'A.g')];
    const { open } = judge(findings, [
      { check: 'timestamp', reason: 'deadlines' },
      { check: 'exp', place: 'A.f', reason: 'xor is meant' },
    ]);
    expect(open).toEqual([finding('exp', 'A.g')]);
  });

  it('leaves no acceptance behind that nothing needs', () => {
    const { used, unused } = judge(
      [finding('exp', 'A.f')],
      [
        { check: 'exp', place: 'A.f', reason: 'meant' },
        { check: 'exp', place: 'A.g', reason: 'gone' },
      ],
    );
    expect(used.map(({ count }) => count)).toEqual([1]);
    expect(unused.map(({ place }) => place)).toEqual(['A.g']);
  });
});
