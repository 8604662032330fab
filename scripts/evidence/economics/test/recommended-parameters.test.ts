import { parseEther } from 'viem';
import { describe, expect, it } from 'vitest';
import { recommendedParameters } from '../recommended-parameters.ts';
import { stakesFromParameters } from '../stakes-from-parameters.ts';
import { CLAIMS } from '../verdict/claims.ts';
import { judgeAttacks } from '../verdict/judge-attacks.ts';
import { nameClaim } from '../verdict/name-claim.ts';

const stakes = stakesFromParameters({ ...recommendedParameters(parseEther('0.1')), feeBps: 250 });
const judged = CLAIMS.map((claim) => ({ name: nameClaim(claim), verdicts: judgeAttacks(stakes, claim) }));

describe('the recommended parameters', () => {
  it.each(judged)('make every attack lose: $name', ({ verdicts }) => {
    for (const { attack, profit, at } of verdicts) expect(profit, `${attack}: ${at}`).toBeLessThan(0);
  });

  it('are beaten by half of the stake: the figures can say so', () => {
    const verdicts = judgeAttacks(stakes, { share: 0.5, audits: 4, maxPrice: 100 });
    expect(verdicts.filter(({ profit }) => profit > 0).length).toBeGreaterThan(1);
  });
});
